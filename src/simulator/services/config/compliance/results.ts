import type { Result, Verdict } from './state.js';

/** Makes the results of one run: alike ones are one object, since a world may hold hundreds of thousands. */
export function resultMaker(
  orderedAt: number,
  now: number,
): (verdict: Verdict, firstAt: number | undefined) => Result {
  const made = new Map<string, Result>();
  return (verdict, firstAt) => {
    const key = `${verdict} ${firstAt ?? ''}`;
    let result = made.get(key);
    if (result === undefined) {
      result = {
        verdict,
        orderedAt,
        invokedAt: now,
        recordedAt: now,
        ...(firstAt === undefined ? {} : { firstAt }),
      };
      made.set(key, result);
    }
    return result;
  };
}
