import type { DesiredStackSet } from '../model/desired.js';
import type { DeleteInstances, HubGroup, PutRecorder, PutRules, RebuildHub } from '../model/plan.js';
import { targetKey, type Target } from '../model/target.js';
import type { Again, Decisions } from './decisions.js';
import { deletionsToMakeAgain } from './deletions.js';
import { operationsFor } from './operation-targets.js';
import type { Situation } from './situation.js';

type Mending = PutRecorder | PutRules | RebuildHub | DeleteInstances;

/**
 * What comes before every other change of a StackSet's instances (ADR 6): what is gone is put back, and what can't be goes
 * as a whole, to be made again.
 *
 * @param after ids of actions that must be done first, by StackSet.
 */
export function mendingActions(
  stackSet: DesiredStackSet,
  { put, putRules, rebuild, again }: Pick<Decisions, 'put' | 'putRules' | 'rebuild' | 'again'>,
  situation: Situation,
  before: readonly string[],
  idsOf: ReadonlyMap<string, readonly string[]>,
): readonly Mending[] {
  const manners: readonly Again[] = ['forget', 'delete'];
  const deletions = manners.flatMap((how) => deleteToMakeAgain(stackSet, how, again, situation, before));
  const accounts = new Set(stackSet.accounts);
  const here = ({ target }: { readonly target: Target }) =>
    target.region === stackSet.region && accounts.has(target.accountId);
  // The role that puts it back is part of the member stack.
  const dependsOn = ({ accountId }: Target) => {
    const member = situation.stackSetFor('member', accountId);
    return [...new Set([...before, ...((member && idsOf.get(member.name)) ?? [])])];
  };
  const base = (type: string, target: Target) => ({
    id: `${type}/${targetKey(target)}`,
    dependsOn: dependsOn(target),
    destructive: false,
  });
  switch (stackSet.kind) {
    case 'recorder': {
      const type = 'put-recorder';
      return [
        ...put.filter(here).map((one): PutRecorder => ({ type, ...base(type, one.target), ...one })),
        ...deletions,
      ];
    }
    case 'rules': {
      const type = 'put-rules';
      return [
        ...putRules.filter(here).map((one): PutRules => ({ type, ...base(type, one.target), ...one })),
        ...deletions,
      ];
    }
    case 'hub':
      return [...deletions, ...(rebuild ? rebuildHub(stackSet, rebuild, situation, before) : [])];
    default:
      return deletions;
  }
}

/** An instance that goes as a whole is made anew anyway. */
function rebuildHub(
  stackSet: DesiredStackSet,
  groups: readonly HubGroup[],
  { desired }: Situation,
  dependsOn: readonly string[],
): readonly RebuildHub[] {
  return operationsFor(stackSet, stackSet.accounts, desired).map(({ accounts, operation }) => ({
    type: 'rebuild-hub',
    id: `rebuild-hub/${stackSet.name}`,
    dependsOn,
    destructive: false,
    stackSet,
    targets: accounts.map((accountId) => ({ accountId, region: stackSet.region })),
    operation,
    groups,
  }));
}

function deleteToMakeAgain(
  { name, kind, permissionModel, region }: DesiredStackSet,
  how: Again,
  again: Decisions['again'],
  { desired, observed }: Situation,
  dependsOn: readonly string[],
): readonly DeleteInstances[] {
  const found = observed.stackSets.get(name);
  const manners = again.get(name);
  if (!found || !manners) return [];
  const instances = found.instances.filter(
    (one) => one.region === region && manners.get(one.accountId) === how,
  );
  const retainStacks = how === 'forget';
  return deletionsToMakeAgain(found, instances, retainStacks, desired).map(
    ({ accounts, operation }, index) => ({
      type: 'delete-instances',
      id: `delete-instances/${name}/again/${how}${index === 0 ? '' : `/${index + 1}`}`,
      dependsOn,
      destructive: false,
      stackSet: { name, kind, permissionModel, region },
      targets: accounts.map((accountId) => ({ accountId, region })),
      operation,
      retainStacks,
      again: true,
    }),
  );
}
