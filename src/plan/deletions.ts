import type { Desired } from '../model/desired.js';
import type { ObservedStackSet, StackInstance } from '../model/observed.js';
import { isNarrow } from '../model/scope.js';
import type { OperationTargets } from '../model/plan.js';
import { compareText, targetKey, type AccountId } from '../model/target.js';
import { chunk } from './chunk.js';
import type { Leftover } from './leftovers.js';

/** One operation that takes instances away. */
export interface Deletion {
  readonly accounts: readonly AccountId[];
  readonly operation: OperationTargets;
  readonly retainStacks: boolean;
  /** Something that works is lost: an account that is gone has nothing left to lose. */
  readonly destructive: boolean;
}

type Facts = Pick<Desired, 'places' | 'organizationalUnitsPerOperation' | 'accountsPerOperation' | 'scope'>;

/**
 * The operations that take exactly these instances away. They name the OUs that the instances were deployed through,
 * never an account's parent. What AWS can't reach any more, because the account is gone or has the Region disabled, comes
 * first, and keeps its stacks (https://repost.aws/knowledge-center/cloudformation-removal-stacksets). An OU that is to
 * have no instance at all is named as a whole, because only then does auto-deployment leave it too (assumed); a narrowed
 * run never does, since it does not know who else is there.
 */
export function deletionsFor(leftover: Leftover, facts: Facts): readonly Deletion[] {
  const { observed, instances, wanted } = leftover;
  const { active, disabled } = facts.places;
  const gone = instances.filter(({ accountId }) => !active.has(accountId));
  const shut = instances.filter((one) => active.has(one.accountId) && disabled.has(targetKey(one)));
  const rest = instances.filter((one) => active.has(one.accountId) && !disabled.has(targetKey(one)));
  if (observed.permissionModel === 'SELF_MANAGED')
    return [
      ...selfManaged(gone, forget, facts),
      ...selfManaged(shut, leave, facts),
      ...selfManaged(rest, takeAway, facts),
    ];
  const stay = observed.instances.filter((one) => !instances.includes(one));
  const isWhole = (unit: string) =>
    !isNarrow(facts.scope) &&
    !wanted?.organizationalUnits.includes(unit) &&
    facts.places.accountsBelow.has(unit) &&
    // One that is made in the same run, below the unit, would go with it.
    !wanted?.accounts.some((account) => facts.places.accountsBelow.get(unit)?.has(account)) &&
    !stay.some((one) => isIn(one, unit, observed, facts));
  const units = unitsOf(rest, observed, facts);
  const whole = units.filter(isWhole);
  const inWhole = (one: StackInstance) => whole.some((unit) => isIn(one, unit, observed, facts));
  const single = rest.filter((one) => !inWhole(one));
  const inUnits = (chosen: readonly string[]) =>
    rest.filter((one) => chosen.some((unit) => isIn(one, unit, observed, facts)));
  return [
    ...named(gone, forget, observed, facts),
    ...named(shut, leave, observed, facts),
    ...chunk(whole, facts.organizationalUnitsPerOperation).map((chosen) => ({
      accounts: accountsOf(inUnits(chosen)),
      operation: { organizationalUnits: chosen, filter: 'NONE' as const, accounts: [] },
      ...takeAway,
    })),
    ...named(single, takeAway, observed, facts),
  ];
}

/**
 * The operations that take exactly these instances away, account by account, because they are made again at once.
 *
 * @param retainStacks the StackSet only forgets them.
 */
export function deletionsToMakeAgain(
  observed: ObservedStackSet,
  instances: readonly StackInstance[],
  retainStacks: boolean,
  facts: Facts,
): readonly Deletion[] {
  const manner = { retainStacks, destructive: false };
  return observed.permissionModel === 'SELF_MANAGED'
    ? selfManaged(instances, manner, facts)
    : named(instances, manner, observed, facts);
}

type Manner = Pick<Deletion, 'retainStacks' | 'destructive'>;

const forget: Manner = { retainStacks: true, destructive: false };
const leave: Manner = { retainStacks: true, destructive: true };
const takeAway: Manner = { retainStacks: false, destructive: true };

function selfManaged(instances: readonly StackInstance[], manner: Manner, facts: Facts): readonly Deletion[] {
  return chunk(accountsOf(instances), facts.accountsPerOperation).map((accounts) => ({
    accounts,
    operation: { organizationalUnits: undefined, filter: undefined, accounts },
    ...manner,
  }));
}

/** By account, in the OUs that they were deployed through. */
function named(
  instances: readonly StackInstance[],
  manner: Manner,
  observed: ObservedStackSet,
  facts: Facts,
): readonly Deletion[] {
  const perOperation = facts.organizationalUnitsPerOperation;
  return chunk(unitsOf(instances, observed, facts), perOperation).flatMap((units, index, all) => {
    const before = new Set(all.slice(0, index).flat());
    const mine = instances.filter((one) => {
      const own = recordedUnits(one, observed, facts);
      return own.some((unit) => units.includes(unit)) && !own.some((unit) => before.has(unit));
    });
    return chunk(accountsOf(mine), facts.accountsPerOperation).map((accounts) => ({
      accounts,
      operation: { organizationalUnits: units, filter: 'INTERSECTION' as const, accounts },
      ...manner,
    }));
  });
}

/** Deployed through the OU, or below it now: an operation on the OU reaches both. */
function isIn(one: StackInstance, unit: string, observed: ObservedStackSet, facts: Facts): boolean {
  return (
    recordedUnits(one, observed, facts).includes(unit) ||
    (facts.places.accountsBelow.get(unit)?.has(one.accountId) ?? false)
  );
}

/** The OU that an instance was deployed through; the root where that OU is gone. */
function recordedUnits(one: StackInstance, observed: ObservedStackSet, { places }: Facts): readonly string[] {
  const recorded =
    one.organizationalUnitId === undefined ? observed.organizationalUnits : [one.organizationalUnitId];
  const known = recorded.filter((unit) => places.accountsBelow.has(unit));
  return known.length > 0 ? known : [places.rootId];
}

function unitsOf(
  instances: readonly StackInstance[],
  observed: ObservedStackSet,
  facts: Facts,
): readonly string[] {
  return [...new Set(instances.flatMap((one) => recordedUnits(one, observed, facts)))].sort(compareText);
}

function accountsOf(instances: readonly StackInstance[]): readonly AccountId[] {
  return [...new Set(instances.map(({ accountId }) => accountId))].sort(compareText);
}
