import type { DesiredStackSet } from '../model/desired.js';
import type { DeleteInstances, PutRecorder } from '../model/plan.js';
import { targetKey } from '../model/target.js';
import type { Again, Decisions } from './decisions.js';
import { deletionsToMakeAgain } from './deletions.js';
import type { Situation } from './situation.js';

type Mending = PutRecorder | DeleteInstances;

/**
 * What comes before every other change of a StackSet's instances (ADR 6): what is gone is put back, and what can't be goes
 * as a whole, to be made again.
 *
 * @param after ids of actions that must be done first, by StackSet.
 */
export function mendingActions(
  stackSet: DesiredStackSet,
  { put, again }: Pick<Decisions, 'put' | 'again'>,
  situation: Situation,
  before: readonly string[],
  idsOf: ReadonlyMap<string, readonly string[]>,
): readonly Mending[] {
  const manners: readonly Again[] = ['forget', 'delete'];
  const deletions = manners.flatMap((how) => deleteToMakeAgain(stackSet, how, again, situation, before));
  if (stackSet.kind !== 'recorder') return deletions;
  const accounts = new Set(stackSet.accounts);
  const puts = put
    .filter(({ target }) => target.region === stackSet.region && accounts.has(target.accountId))
    .map((mending): PutRecorder => {
      const member = situation.stackSetFor('member', mending.target.accountId);
      // The role that puts it back is part of the member stack.
      const roles = (member && idsOf.get(member.name)) ?? [];
      return {
        type: 'put-recorder',
        id: `put-recorder/${targetKey(mending.target)}`,
        dependsOn: [...new Set([...before, ...roles])],
        destructive: false,
        ...mending,
      };
    });
  return [...puts, ...deletions];
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
