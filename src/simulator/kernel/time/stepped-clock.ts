import type { DrivenClock } from './clock.js';

interface Sleeper {
  readonly due: number;
  readonly order: number;
  readonly wake: () => void;
  /** Does time jump for it? A follower is woken on the way to a driver. */
  readonly drives: boolean;
}

/** Turns of the event loop that must pass with nothing open before time moves: a loopback socket needs a few to be heard. */
const quietTurns = 12;

/** Work of the process that will come back by itself, as Node 20 and 24 name it: file reads, name look-ups, connections being made, writes under way. */
const comingBack =
  /^(FSReq|FileHandleCloseReq|CloseReq|GetAddrInfo|TCPConnectWrap|WriteWrap|ShutdownWrap)|(Job|Request)$/;

/**
 * Virtual time for in-process tests: it stands still until nothing can go on without it, then jumps to the next
 * sleeper. The code under test sleeps on this same clock. What keeps it still: held calls (`hold`), and any work of
 * the process that will come back by itself; followers never move it. Sleepers due at the same moment wake one by one, in the order they came.
 */
export function steppedClock(startsAt: number): DrivenClock {
  let now = startsAt;
  let order = 0;
  let held = 0;
  let watching = false;
  let stopped = false;
  let sleepers: Sleeper[] = [];
  let drivers = 0;

  const busy = (): boolean => process.getActiveResourcesInfo().some((name) => comingBack.test(name));

  const watch = (): void => {
    if (watching || stopped) return;
    watching = true;
    let quiet = 0;
    const turn = (): void => {
      if (stopped || drivers === 0 || held > 0) {
        // Whoever lets go, or sleeps, starts the watch again.
        watching = false;
        return;
      }
      quiet = busy() ? 0 : quiet + 1;
      if (quiet >= quietTurns) {
        quiet = 0;
        wakeNext();
      }
      setImmediate(turn);
    };
    setImmediate(turn);
  };

  const wakeNext = (): void => {
    const next = sleepers.shift();
    if (!next) return;
    if (next.drives) drivers -= 1;
    now = Math.max(now, next.due);
    next.wake();
  };

  const asleep = (ms: number, drives: boolean): Promise<void> =>
    new Promise((resolve) => {
      const sleeper = { due: now + Math.ceil(Math.max(0, ms)), order: order++, wake: resolve, drives };
      sleepers.splice(placeOf(sleeper, sleepers), 0, sleeper);
      if (drives) drivers += 1;
      watch();
    });

  return {
    now: () => now,
    sleep: (ms) => asleep(ms, true),
    follow: (ms) => asleep(ms, false),
    hold: () => {
      held += 1;
      let done = false;
      return () => {
        if (done) return;
        done = true;
        held -= 1;
        watch();
      };
    },
    stop: () => {
      stopped = true;
      sleepers = [];
      drivers = 0;
    },
  };
}

/**
 * Behind all that are due by then; a follower before the drivers of its moment, so that whoever slept until then finds it done.
 * By halves: a large organization has tens of thousands asleep at once.
 */
function placeOf({ due, drives }: Sleeper, sleepers: readonly Sleeper[]): number {
  let from = 0;
  let to = sleepers.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const other = sleepers[middle];
    const before =
      other !== undefined && (other.due < due || (other.due === due && (drives || !other.drives)));
    if (before) from = middle + 1;
    else to = middle;
  }
  return from;
}
