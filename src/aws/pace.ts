import type { Clock } from '../model/clock.js';

/** Milliseconds between two calls after the first time AWS asked to slow down, and at most. */
const firstGap = 200;
const longestGap = 5000;
/** What each answer takes off the gap, and where it is none any more. */
const easing = 0.97;
const smallestGap = 50;

/**
 * Turns for the calls that share one of AWS's rates. Nobody publishes the rates, so none is known until AWS asks to slow
 * down; from then on calls begin one after the other, with a gap that doubles each time AWS asks again and shrinks with
 * each answer. Without turns every call backs off by itself, and many at once never find the rate together.
 */
export class Pace {
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  #gap = 0;
  /** When the next call may begin, and when the gap last grew: milliseconds since the epoch. */
  #next = 0;
  #grewAt = -Infinity;

  constructor(clock: Clock, signal: AbortSignal) {
    this.#clock = clock;
    this.#signal = signal;
  }

  /** Waits for a turn. Rejects with the signal's reason when it is aborted first. */
  async turn(): Promise<void> {
    if (this.#gap === 0) return;
    const now = this.#clock.now();
    const begin = Math.max(now, this.#next);
    this.#next = begin + this.#gap;
    if (begin > now) await this.#clock.sleep(begin - now, this.#signal);
  }

  /** AWS asked to slow down. What it answers to calls that had begun together counts once. */
  slower(): void {
    const now = this.#clock.now();
    if (now - this.#grewAt < this.#gap) return;
    this.#grewAt = now;
    this.#gap = this.#gap === 0 ? firstGap : Math.min(longestGap, this.#gap * 2);
  }

  /** AWS answered. */
  faster(): void {
    this.#gap = this.#gap * easing < smallestGap ? 0 : this.#gap * easing;
  }
}
