import type { SimClock } from '../contract.js';

/** The clock as the kernel drives it. */
export interface DrivenClock extends SimClock {
  /**
   * While held, virtual time stands still (stepped clock; nothing on a scaled one). Each open call holds it.
   * Answers what lets go; letting go twice is the same as once.
   */
  hold(): () => void;
  /** As `sleep`, but for work that waits for time and does not make it pass: the stepped clock never jumps for it alone. */
  follow(ms: number): Promise<void>;
  /** Forgets every sleeper: those sleeps never end. */
  stop(): void;
}

export type ClockOptions =
  /** Virtual time runs `timeScale` times as fast as real time. */
  | { readonly mode: 'scaled'; readonly timeScale: number }
  /** Virtual time jumps to the next sleeper when nothing else can go on. */
  | { readonly mode: 'stepped' };
