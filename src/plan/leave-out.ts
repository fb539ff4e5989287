import type { Action, Plan } from '../model/plan.js';

/** A plan without some actions, and without what would follow on them. */
export function leaveOut(plan: Plan, isLeft: (action: Action) => boolean): Plan {
  const left = new Set<string>();
  for (const action of plan.actions)
    if (isLeft(action) || action.dependsOn.some((other) => left.has(other))) left.add(action.id);
  return { ...plan, actions: plan.actions.filter(({ id }) => !left.has(id)) };
}
