import { distance } from 'fastest-levenshtein';

/** The candidate that is nearest to what was written, if any is near enough to have been meant. */
export function nearest(written: string, candidates: readonly string[]): string | undefined {
  // A longer word than any candidate can't be near one, and the time to compare grows with its length.
  if (written.length > 100) return undefined;
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    const edits = distance(written.toLowerCase(), candidate.toLowerCase());
    if (edits < bestDistance) [best, bestDistance] = [candidate, edits];
  }
  if (best === undefined || bestDistance > Math.max(2, Math.floor(best.length / 3))) return undefined;
  return best;
}
