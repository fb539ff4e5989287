import type { Clock } from '../../src/model/clock.js';

/** A clock on which a pause takes no time: `now` jumps to its end. For code that sleeps in one place at a time. */
export class InstantClock implements Clock {
  #now = Date.UTC(2026, 0, 1);
  readonly pauses: number[] = [];

  now(): number {
    return this.#now;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.pauses.push(ms);
    this.#now += ms;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
