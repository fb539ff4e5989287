import type { Desired, DesiredStackSet } from '../model/desired.js';
import type { ObservedStackSet } from '../model/observed.js';
import { type AccountId, type Target, targetKey } from '../model/target.js';

/** How much of a target is looked at: `status` is one call; `recorder` up to three. */
export type Depth = 'status' | 'recorder';

export interface AccountScope {
  readonly accountId: AccountId;
  /** Whether to ask for AWSServiceRoleForConfig. */
  readonly serviceLinkedRole: boolean;
  readonly targets: readonly { readonly target: Target; readonly depth: Depth }[];
}

/**
 * What to look at, with the fewest calls that can tell everything a plan needs.
 *
 * - A stack of ours that is CURRENT says which recorder is there and with what settings, but not whether somebody
 *   stopped it: one call. Anywhere else the recorder may be foreign: its settings and its channel count too.
 * - The service-linked role matters where it may have to be made: in accounts that still lack a recorder of ours.
 */
export function lookScope(
  desired: Desired,
  stackSets: ReadonlyMap<string, ObservedStackSet>,
): readonly AccountScope[] {
  const current = currentRecorders(desired.stackSets, stackSets);
  const roleCandidates = new Set(
    desired.stackSets.filter(({ kind }) => kind === 'slr').flatMap(({ accounts }) => accounts),
  );
  const byAccount = new Map<AccountId, Target[]>();
  const undecided = new Set(desired.undecided.map(targetKey));
  for (const target of desired.coverage.filter((one) => !undecided.has(targetKey(one))))
    byAccount.set(target.accountId, [...(byAccount.get(target.accountId) ?? []), target]);
  return [...byAccount].map(([accountId, targets]) => {
    const scoped = targets.map((target) => ({
      target,
      depth: current.has(targetKey(target)) ? ('status' as const) : ('recorder' as const),
    }));
    const complete = scoped.every(({ depth }) => depth === 'status');
    return { accountId, serviceLinkedRole: roleCandidates.has(accountId) && !complete, targets: scoped };
  });
}

/** Keys of the targets in which a recorder stack of ours is as it should be. */
function currentRecorders(
  wanted: readonly DesiredStackSet[],
  stackSets: ReadonlyMap<string, ObservedStackSet>,
): ReadonlySet<string> {
  const ours = wanted
    .filter(({ kind }) => kind === 'recorder')
    .flatMap(({ name }) => stackSets.get(name) ?? [])
    .filter(({ owned }) => owned);
  return new Set(
    ours.flatMap(({ instances }) => instances.filter(({ status }) => status === 'CURRENT').map(targetKey)),
  );
}
