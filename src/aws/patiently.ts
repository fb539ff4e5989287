import type { Clock } from '../model/clock.js';

/** Milliseconds between two tries. */
const pause = 5_000;

/**
 * Calls again as long as AWS may not have seen yet what was just made.
 *
 * @param patienceWith milliseconds since the first try in which an error may pass by itself; 0: it is thrown at once.
 */
export async function patiently<T>(
  call: () => Promise<T>,
  patienceWith: (error: unknown) => number,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<T> {
  const begun = clock.now();
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (clock.now() + pause > begun + patienceWith(error)) throw error;
      await clock.sleep(pause, signal);
    }
  }
}
