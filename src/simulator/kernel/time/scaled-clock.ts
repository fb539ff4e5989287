import type { DrivenClock } from './clock.js';

/** The longest delay that setTimeout takes. */
const maxTimeout = 2_147_483_647;

/** Virtual time that runs `timeScale` times as fast as real time, from `startsAt` (ms since the epoch). */
export function scaledClock(startsAt: number, timeScale: number, monotonicNow: () => number): DrivenClock {
  const began = monotonicNow();
  const timers = new Set<NodeJS.Timeout>();
  const wait = (ms: number, holdsProcess: boolean): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(
        () => {
          timers.delete(timer);
          resolve();
        },
        Math.min(Math.max(0, ms / timeScale), maxTimeout),
      );
      if (!holdsProcess) timer.unref();
      timers.add(timer);
    });
  return {
    now: () => Math.floor(startsAt + (monotonicNow() - began) * timeScale),
    sleep: (ms) => wait(ms, true),
    follow: (ms) => wait(ms, false),
    hold: () => () => undefined,
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
