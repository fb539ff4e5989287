import { makePlan } from '../../src/plan/make-plan.js';
import type { Action, Plan } from '../../src/model/plan.js';
import { applyPurely, observePurely, type PureWorld } from './pure-world.js';

export function planFor(world: PureWorld): Plan {
  return makePlan(world.desired, observePurely(world));
}

/** Trips until nothing is left to look at: the gate and the aggregator wait for the last one. */
export function converge(world: PureWorld): { readonly world: PureWorld; readonly plans: readonly Plan[] } {
  const plans: Plan[] = [];
  let now = world;
  for (let trip = 0; trip < 5; trip += 1) {
    const plan = planFor(now);
    plans.push(plan);
    now = applyPurely(plan.lookLater.length === 0 ? plan.actions : plan.actions.filter(isNotLast), now);
    if (plan.lookLater.length === 0) return { world: now, plans };
  }
  throw new Error('it does not end');
}

function isNotLast(action: Action): boolean {
  return action.type !== 'prove-coverage' && action.type !== 'put-aggregator';
}
