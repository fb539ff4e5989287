import type { Result, Verdict } from './state.js';

interface Times {
  readonly orderedAt: number;
  readonly now: number;
}

/**
 * Makes the results of one run: alike ones are one object, since a world may hold hundreds of thousands. `delay` is how long
 * it takes a result to reach aggregators, in ms.
 */
export function resultMaker(
  delay: number,
): (verdict: Verdict, times: Times, firstAt: number | undefined, before: Result | undefined) => Result {
  const made = new Map<string, Result>();
  return (verdict, { orderedAt, now }, firstAt, before) => {
    const since = before?.verdict === verdict ? before.since : now;
    const replaced = replacedAt(delay, now, verdict, before);
    const make = (): Result => ({
      verdict,
      orderedAt,
      invokedAt: now,
      recordedAt: now,
      since,
      ...(replaced === undefined ? {} : { replaced }),
      ...(firstAt === undefined ? {} : { firstAt }),
    });
    if (replaced !== undefined) return make();
    const key = `${verdict} ${now} ${since} ${firstAt ?? ''}`;
    const result = made.get(key) ?? make();
    made.set(key, result);
    return result;
  };
}

/** What aggregators see in the place of a new result until it has reached them: the last one that did. */
function replacedAt(
  delay: number,
  now: number,
  verdict: Verdict,
  before: Result | undefined,
): Result | undefined {
  if (before === undefined) return undefined;
  const arrived = before.since + delay <= now;
  if (before.verdict === verdict) return arrived ? undefined : before.replaced;
  if (!arrived) return before.replaced;
  const { replaced, ...bare } = before;
  return bare;
}
