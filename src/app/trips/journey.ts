import { holdsUpAll } from '../../apply/run-plan.js';
import type { ActionResult } from '../../model/outcome.js';
import type { Plan } from '../../model/plan.js';
import type { RuleRefusal } from '../../model/rule-refusal.js';
import { amend } from '../../plan/amend.js';
import { within, type Within } from '../../plan/within.js';
import { nextTrip, type Trip } from './next-trip.js';
import type { SecondTry } from './second-try.js';

/** What a run knows between two of its trips. */
export interface Journey {
  /** What stands so far. */
  readonly results: readonly ActionResult[];
  /** What the last trip could not do yet; it stands where no time is left for a further try. */
  readonly unsettled: readonly ActionResult[];
  /** Milliseconds that the last trip took to find that out. */
  readonly took: number;
}

export const notBegun: Journey = { results: [], unsettled: [], took: 0 };

/** Milliseconds since the epoch, but for the pause between two looks. */
interface Times {
  readonly now: number;
  readonly deadline: number;
  readonly pollInterval: number;
}

/** A further try is not begun where less time is left than the last one took, or this many milliseconds if that was longer. */
const longestTry = 10 * 60_000;

/** What the next trip does: the part of its plan that was approved. What was not is among the results, as refused. */
export function setOut(
  journey: Journey,
  approved: Plan,
  plan: Plan,
  refusals: readonly RuleRefusal[],
  { now, deadline, pollInterval }: Times,
): Trip & Pick<Journey, 'results'> {
  const { allowed, refused } = within(amend(approved, plan, refusals), plan);
  const deadlineReached = now + Math.max(pollInterval, journey.took) > deadline;
  const results = [
    ...journey.results,
    ...refused.map(asResult),
    ...(deadlineReached ? journey.unsettled : []),
  ];
  return { ...nextTrip(allowed, plan, results, deadlineReached), results };
}

/**
 * What is known after it.
 *
 * @param again what a further try may bring; `undefined`: none can help.
 * @param took milliseconds.
 */
export function arrive(
  results: readonly ActionResult[],
  ended: readonly ActionResult[],
  again: SecondTry | undefined,
  took: number,
): Journey {
  return {
    results: [...results, ...(again?.kept ?? ended)],
    unsettled: again?.unsettled ?? [],
    took: again ? Math.min(took, longestTry) : 0,
  };
}

/** Something failed that is there for all. What was only refused holds up what needs it, and nothing else. */
export function isHeldUp({ results }: Pick<Journey, 'results'>): boolean {
  return results.some((result) => !result.refused && holdsUpAll(result));
}

function asResult({ action, why }: Within['refused'][number]): ActionResult {
  return { action, state: 'failed', failures: [{ reason: why }], refused: true };
}
