import type { DriftFinding } from '../model/drift.js';
import { hubGroupOf, leftOutWith } from '../desired/made-resources.js';
import type { Action, Plan, RebuildHub } from '../model/plan.js';
import { targetKey } from '../model/target.js';
import { leaveOut } from '../plan/leave-out.js';
import { isOperation, narrowed } from '../plan/narrowed.js';
import { mends, reaching } from './mends.js';
import { withGround } from './with-ground.js';

/** The part of a plan that mends drift: without what takes something away for good, and what would follow on that. */
export function mendingPlan(plan: Plan): Plan {
  return leaveOut(plan, ({ destructive }) => destructive);
}

/**
 * The part of such a plan that mends these findings, with what that stands on and is missing, and nothing else: operations
 * reach their places alone.
 */
export function mendingOnly(plan: Plan, chosen: readonly DriftFinding[]): Plan {
  const parts = new Map(
    plan.actions.flatMap((action) => partFor(action, chosen)).map((one) => [one.id, one]),
  );
  const actions = withGround(plan.actions, parts);
  const members = new Set(
    actions.flatMap((one) =>
      one.type === 'create-instances' && one.stackSet.kind === 'member'
        ? one.targets.map(({ accountId }) => accountId)
        : [],
    ),
  );
  return {
    ...withActions(plan, actions),
    // Only what this part opens is looked at again.
    lookLater: plan.lookLater.filter(({ accountId }) => members.has(accountId)),
  };
}

/** Nothing, where it mends none of them. An update changes what everybody has: it is done as a whole or not at all. */
function partFor(action: Action, chosen: readonly DriftFinding[]): readonly Action[] {
  const reached = reaching(action);
  const concerned = chosen.filter((finding) => mends(reached, finding));
  if (action.type === 'update-stack-set')
    return concerned.some(({ kind }) => kind === 'definition-outdated') ? [action] : [];
  if (concerned.length === 0) return [];
  if (action.type === 'rebuild-hub') return [rebuildOnly(action, concerned)];
  if (!isOperation(action)) return [action];
  const places = new Set(concerned.flatMap(placeOf));
  const isChosen = places.has(everywhere)
    ? () => true
    : (key: string, accountId: string) => places.has(key) || places.has(accountId);
  const targets = action.targets.filter((target) => isChosen(targetKey(target), target.accountId));
  if (targets.length === action.targets.length) return [action];
  return targets.length === 0 ? [] : [narrowed(action, targets)];
}

/** No group is made anew that nothing of what was chosen is in, or stands on: there can be no policy of a bucket that is gone. */
function rebuildOnly(action: RebuildHub, chosen: readonly DriftFinding[]): RebuildHub {
  const ids = new Set(chosen.flatMap(({ resource }) => (resource ? [hubGroupOf(resource.logicalId)] : [])));
  return {
    ...action,
    groups: action.groups.filter((group) => leftOutWith(group).some((one) => ids.has(one))),
  };
}

const everywhere = '*';

/** A target that is not covered also lacks what its account has once, in another Region. */
function placeOf({ kind, accountId, region }: DriftFinding): readonly string[] {
  if (accountId === undefined) return [everywhere];
  return [region === undefined || kind === 'not-covered' ? accountId : targetKey({ accountId, region })];
}

function withActions(plan: Plan, actions: readonly Action[]): Plan {
  const ids = new Set(actions.map(({ id }) => id));
  return {
    ...plan,
    actions: actions.map((action) => ({
      ...action,
      dependsOn: action.dependsOn.filter((id) => ids.has(id)),
    })),
  };
}
