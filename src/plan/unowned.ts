import type { Desired, DesiredStackSet, StackSetKind } from '../model/desired.js';
import type { Observed } from '../model/observed.js';
import type { Action, Plan } from '../model/plan.js';
import type { Target } from '../model/target.js';
import { leaveOut } from './leave-out.js';
import { makePlan } from './make-plan.js';
import { unownedAggregator, unownedRoles } from './ownership.js';

/** StackSets of our names that are there and do not carry our tag: somebody took it off, or somebody else made them. */
export function unownedStackSets(desired: Desired, observed: Observed): readonly DesiredStackSet[] {
  return desired.stackSets.filter(({ name }) => observed.stackSets.get(name)?.owned === false);
}

/**
 * What is observed, were they ours, and so the aggregator of our name and the stack of the management account's roles, as
 * they should be: so that all that has nothing to do with them is seen as ever.
 */
export function withOwned(
  desired: Desired,
  observed: Observed,
  unowned: readonly DesiredStackSet[],
): Observed {
  const stackSets = new Map(observed.stackSets);
  for (const { name } of unowned) {
    const found = stackSets.get(name);
    if (found) stackSets.set(name, { ...found, owned: true });
  }
  return {
    ...observed,
    stackSets,
    managementRoles: rolesAsOwned(desired, observed),
    aggregators: aggregatorsAsOwned(desired, observed),
  };
}

/** Whether it can be used stays as it is: what needs the roles waits for it. */
function rolesAsOwned(desired: Desired, observed: Observed): Observed['managementRoles'] {
  const unowned = unownedRoles(desired, observed);
  if (!unowned) return observed.managementRoles;
  const { templateDigest, parameters, tags } = unowned.desired;
  return { ...unowned.found, owned: true, templateDigest, parameters, tags };
}

/** Whose sources fail, where it is not ours, is not said. */
function aggregatorsAsOwned(desired: Desired, observed: Observed): Observed['aggregators'] {
  const look = observed.aggregators;
  const unowned = unownedAggregator(desired, observed);
  if (!look.seen || !unowned) return look;
  const { roleArn, regions } = desired.aggregator;
  return {
    seen: true,
    aggregators: look.aggregators.map((one) => (one === unowned ? { ...one, roleArn, regions } : one)),
  };
}

/**
 * A plan that does nothing to what has our names and is not proved to be ours (StackSets, the stack of the management
 * account's roles, the aggregator), nor to what those StackSets deployed, nor what would follow on that.
 *
 * @throws OrgSecretsError as makePlan, but for those.
 */
export function planWithoutUnowned(desired: Desired, observed: Observed): Plan {
  const unowned = unownedStackSets(desired, observed);
  const plan = makePlan(desired, withOwned(desired, observed, unowned));
  const names = new Set(unowned.map(({ name }) => name));
  return leaveOut(plan, (action) => {
    if ('stackSet' in action) return names.has(action.stackSet.name);
    return 'target' in action && unowned.some((stackSet) => made(action, action.target, stackSet));
  });
}

/** What an action of one target works on was made by these. */
const kinds: Partial<Readonly<Record<Action['type'], StackSetKind>>> = {
  'put-recorder': 'recorder',
  'put-rules': 'rules',
  'start-recorder': 'recorder',
};

function made({ type }: Action, { accountId, region }: Target, stackSet: DesiredStackSet): boolean {
  return stackSet.kind === kinds[type] && stackSet.region === region && stackSet.accounts.includes(accountId);
}
