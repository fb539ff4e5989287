import type { MakesKnown } from '../../apply/cure.js';
import type { Action, Plan } from '../../model/plan.js';

/** How long a run goes on trying what only some actions can cure. */
export interface Patience {
  /** Types of the actions that this run was approved for. */
  readonly approved: Set<Action['type']>;
  /** Further tries so far. */
  tries: number;
}

/** Further tries where nothing in this run can be the cure: a run before it may have done it a moment ago. */
const fewTries = 4;

export function newPatience(): Patience {
  return { approved: new Set(), tries: 0 };
}

export function approve({ approved }: Patience, { actions }: Pick<Plan, 'actions'>): void {
  for (const { type } of actions) approved.add(type);
}

export function isWaitedFor(action: MakesKnown, { approved, tries }: Patience): boolean {
  return approved.has(action) || tries < fewTries;
}
