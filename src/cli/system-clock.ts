import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../model/clock.js';

/** The machine's own time. */
export const systemClock: Clock = {
  // eslint-disable-next-line no-restricted-properties -- the one place where time enters the program
  now: () => Date.now(),
  async sleep(ms, signal) {
    try {
      await delay(ms, undefined, { signal });
    } catch (error) {
      // Node wraps the reason in an AbortError; the contract is to reject with the reason itself.
      throw signal?.aborted === true ? signal.reason : error;
    }
  },
};
