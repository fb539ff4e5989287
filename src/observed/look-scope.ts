import type { Desired, DesiredStackSet } from '../model/desired.js';
import type { ObservedStackSet } from '../model/observed.js';
import { type AccountId, type Target, targetKey } from '../model/target.js';

/** How much of a target is looked at: `status` is one call; `recorder` up to three. */
type Depth = 'status' | 'recorder';

export interface AccountScope {
  readonly accountId: AccountId;
  /** Whether to ask for AWSServiceRoleForConfig. */
  readonly serviceLinkedRole: boolean;
  readonly targets: readonly ScopedTarget[];
}

export interface ScopedTarget {
  readonly target: Target;
  readonly depth: Depth;
  /** Names of rules that somebody else may have made; empty where ours stand beside our recorder, or none is wanted. */
  readonly rules: readonly string[];
}

/**
 * What to look at, with the fewest calls that can tell everything a plan needs.
 *
 * - A stack of ours that is CURRENT says which recorder is there and with what settings, but not whether somebody
 *   stopped it: one call. Anywhere else the recorder may be foreign: its settings and its channel count too.
 * - Rules of our names are looked for where no stack of ours stands that has them, and there is a recorder: without one
 *   AWS Config takes no managed rule. A call where all exist, and some more for the list where one is missing. Where the
 *   recorder is not ours they are looked for all the same: a rule that was adopted there may be gone by now.
 * - The service-linked role matters where it may have to be made: in accounts that still lack a recorder of ours, or
 *   whose recorder has a role of its own and is to have that one.
 */
export function lookScope(
  desired: Desired,
  stackSets: ReadonlyMap<string, ObservedStackSet>,
): readonly AccountScope[] {
  const current = standing('recorder', desired.stackSets, stackSets);
  const withRules = standing('rules', desired.stackSets, stackSets);
  const dedicated = standing(
    'recorder',
    desired.stackSets,
    new Map([...stackSets].filter(([, one]) => one.parameters['RecorderRole'] === 'dedicated')),
  );
  const roleCandidates = new Set(
    desired.stackSets.filter(({ kind }) => kind === 'slr').flatMap(({ accounts }) => accounts),
  );
  const byAccount = new Map<AccountId, Target[]>();
  const undecided = new Set(desired.undecided.map(targetKey));
  for (const target of desired.coverage.filter((one) => !undecided.has(targetKey(one))))
    byAccount.set(target.accountId, [...(byAccount.get(target.accountId) ?? []), target]);
  return [...byAccount].map(([accountId, targets]) => {
    const scoped = targets.map((target) => {
      const depth: Depth = current.has(targetKey(target)) ? 'status' : 'recorder';
      const areOurs = depth === 'status' && withRules.has(targetKey(target));
      return { target, depth, rules: areOurs ? [] : namesOf(desired, target) };
    });
    const complete = scoped.every(
      ({ target, depth }) => depth === 'status' && !dedicated.has(targetKey(target)),
    );
    return { accountId, serviceLinkedRole: roleCandidates.has(accountId) && !complete, targets: scoped };
  });
}

function namesOf({ rulesByRegion }: Desired, { region }: Target): readonly string[] {
  return (rulesByRegion.get(region) ?? []).map(({ name }) => name);
}

/** Keys of the targets in which a stack of ours of this kind is as it should be. */
function standing(
  kind: DesiredStackSet['kind'],
  wanted: readonly DesiredStackSet[],
  stackSets: ReadonlyMap<string, ObservedStackSet>,
): ReadonlySet<string> {
  const ours = wanted
    .filter((stackSet) => stackSet.kind === kind)
    .flatMap(({ name }) => stackSets.get(name) ?? [])
    .filter(({ owned }) => owned);
  return new Set(
    ours.flatMap(({ instances }) => instances.filter(({ status }) => status === 'CURRENT').map(targetKey)),
  );
}
