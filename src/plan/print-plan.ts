import type { Plan } from '../model/plan.js';

/** A plan as JSON, to be saved and read again by `parsePlan`. What is undefined is written as null, so that nothing is lost. */
export function printPlan(plan: Plan): string {
  return `${JSON.stringify(plan, (_key, value: unknown) => (value === undefined ? null : value), 2)}\n`;
}
