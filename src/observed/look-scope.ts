import type { Desired, DesiredStackSet } from '../model/desired.js';
import type { LookDepth, ObservedStackSet, StackInstance } from '../model/observed.js';
import { type AccountId, type Target, targetKey } from '../model/target.js';

export interface AccountScope {
  readonly accountId: AccountId;
  /** Whether to ask for AWSServiceRoleForConfig. */
  readonly serviceLinkedRole: boolean;
  readonly targets: readonly ScopedTarget[];
}

export interface ScopedTarget {
  readonly target: Target;
  /** `status` is one call; `recorder` up to three; `whole` one more: where the channel delivers to. */
  readonly depth: 'status' | 'recorder' | 'whole';
  /** Names of rules that somebody else may have made; empty where ours stand beside our recorder, or none is wanted. */
  readonly rules: readonly string[] | 'all';
  /** Of the stack of ours that made the rules, whatever became of it. */
  readonly rulesStackId: string | undefined;
  /** Of the stack of ours that made recorder and channel, whatever became of it. */
  readonly stackId: string | undefined;
  /** Whether its last operation succeeded: of one that failed the stack is there or not. */
  readonly isStanding: boolean;
}

/**
 * What to look at, with the fewest calls that can tell everything a plan needs, or a depth of drift.
 *
 * - A stack of ours that is CURRENT says which recorder was made and with what settings, but not whether somebody stopped
 *   it: one call. Whether somebody changed it CloudFormation can't tell either: `standard` reads all of it. Where no
 *   stack stands the recorder may be foreign: its settings and its channel count too.
 * - Rules of our names are looked for where no stack of ours stands that has them, with a recorder or without: a rule
 *   outlives the recorder that it was made beside. A call where all exist or no recorder is there, and some more for
 *   the list where one is missing. Where the recorder is not ours they are looked for all the same: a rule that was adopted there may be gone
 *   by now.
 * - The service-linked role matters where it may have to be made: in accounts that still lack a recorder of ours, or
 *   whose recorder has a role of its own and is to have that one.
 * - `deep` reads every rule, since CloudFormation does not hear of one that is changed, and a second one of ours has a name
 *   of its own.
 * - `quick` looks only where nothing of ours says that the target is covered. AWS Config takes rules only where there is
 *   a recorder, so a stack with rules says it.
 */
export function lookScope(
  desired: Desired,
  stackSets: ReadonlyMap<string, ObservedStackSet>,
  depth: LookDepth = 'status',
): readonly AccountScope[] {
  const stacks = instancesOf('recorder', desired.stackSets, stackSets);
  const rulesStacks = instancesOf('rules', desired.stackSets, stackSets);
  const recorders = standing('recorder', desired.stackSets, stackSets);
  const withRules = standing('rules', desired.stackSets, stackSets);
  const dedicated = standing(
    'recorder',
    desired.stackSets,
    new Map([...stackSets].filter(([, one]) => one.parameters['RecorderRole'] === 'dedicated')),
  );
  const roleCandidates = new Set(
    desired.stackSets.filter(({ kind }) => kind === 'slr').flatMap(({ accounts }) => accounts),
  );
  const isWhole = depth === 'standard' || depth === 'deep';
  const byAccount = new Map<AccountId, Target[]>();
  const undecided = new Set(desired.undecided.map(targetKey));
  for (const target of desired.coverage.filter((one) => !undecided.has(targetKey(one)))) {
    if (depth === 'quick' && isExplained(target, desired, recorders, withRules)) continue;
    byAccount.set(target.accountId, [...(byAccount.get(target.accountId) ?? []), target]);
  }
  return [...byAccount].map(([accountId, targets]) => {
    const scoped = targets.map((target): ScopedTarget => {
      const key = targetKey(target);
      const areOurs = recorders.has(key) && withRules.has(key);
      return {
        target,
        depth: isWhole ? 'whole' : recorders.has(key) ? 'status' : 'recorder',
        rules: rulesOf(depth, areOurs, namesOf(desired, target)),
        rulesStackId: rulesStacks.get(key)?.stackId,
        stackId: stacks.get(key)?.stackId,
        isStanding: recorders.has(key),
      };
    });
    const complete = scoped.every(
      ({ target }) => recorders.has(targetKey(target)) && !dedicated.has(targetKey(target)),
    );
    return {
      accountId,
      serviceLinkedRole: roleCandidates.has(accountId) && (isWhole || !complete),
      targets: scoped,
    };
  });
}

/** Whether the StackSets alone say that there is a recorder. */
function isExplained(
  target: Target,
  desired: Pick<Desired, 'rulesByRegion'>,
  recorders: { has(key: string): boolean },
  withRules: { has(key: string): boolean },
): boolean {
  const key = targetKey(target);
  return namesOf(desired, target).length === 0 ? recorders.has(key) : withRules.has(key);
}

function rulesOf(depth: LookDepth, areOurs: boolean, names: readonly string[]): readonly string[] | 'all' {
  if (names.length === 0) return [];
  return depth === 'deep' ? 'all' : areOurs ? [] : names;
}

function namesOf({ rulesByRegion }: Pick<Desired, 'rulesByRegion'>, { region }: Target): readonly string[] {
  return (rulesByRegion.get(region) ?? []).map(({ name }) => name);
}

/** Keys of the targets in which a stack of ours of this kind is as it should be. */
function standing(
  kind: DesiredStackSet['kind'],
  wanted: readonly DesiredStackSet[],
  stackSets: ReadonlyMap<string, ObservedStackSet>,
): ReadonlySet<string> {
  const instances = instancesOf(kind, wanted, stackSets);
  return new Set([...instances].filter(([, { status }]) => status === 'CURRENT').map(([key]) => key));
}

/** The instances of our StackSets of this kind, by the keys of their targets. */
function instancesOf(
  kind: DesiredStackSet['kind'],
  wanted: readonly DesiredStackSet[],
  stackSets: ReadonlyMap<string, ObservedStackSet>,
): ReadonlyMap<string, StackInstance> {
  const ours = wanted
    .filter((stackSet) => stackSet.kind === kind)
    .flatMap(({ name }) => stackSets.get(name) ?? [])
    .filter(({ owned }) => owned);
  return new Map(
    ours.flatMap(({ instances }) => instances.map((one): [string, StackInstance] => [targetKey(one), one])),
  );
}
