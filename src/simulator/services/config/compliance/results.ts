import type { Result, Verdict } from './state.js';

interface Run {
  readonly orderedAt: number;
  readonly now: number;
  /** How long it takes a result to reach aggregators, in ms. */
  readonly delay: number;
}

/** Makes the results of one run: alike ones are one object, since a world may hold hundreds of thousands. */
export function resultMaker(
  run: Run,
): (verdict: Verdict, firstAt: number | undefined, before: Result | undefined) => Result {
  const made = new Map<string, Result>();
  return (verdict, firstAt, before) => {
    const since = before?.verdict === verdict ? before.since : run.now;
    const replaced = replacedAt(run, verdict, before);
    const make = (): Result => ({
      verdict,
      orderedAt: run.orderedAt,
      invokedAt: run.now,
      recordedAt: run.now,
      since,
      ...(replaced === undefined ? {} : { replaced }),
      ...(firstAt === undefined ? {} : { firstAt }),
    });
    if (replaced !== undefined) return make();
    const key = `${verdict} ${since} ${firstAt ?? ''}`;
    const result = made.get(key) ?? make();
    made.set(key, result);
    return result;
  };
}

/** What aggregators see in the place of a new result until it has reached them: the last one that did. */
function replacedAt({ now, delay }: Run, verdict: Verdict, before: Result | undefined): Result | undefined {
  if (before === undefined) return undefined;
  const arrived = before.since + delay <= now;
  if (before.verdict === verdict) return arrived ? undefined : before.replaced;
  if (!arrived) return before.replaced;
  const { replaced, ...bare } = before;
  return bare;
}
