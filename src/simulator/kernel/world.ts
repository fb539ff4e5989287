import { AsyncLocalStorage } from 'node:async_hooks';
import type { Dispatcher } from './dispatcher.js';
import type { ResourceChange, SeededRandom, SimClock, World } from './contract.js';
import type { StateStore } from './state.js';
import type { Latencies } from '../world-file/latencies.js';
import type { DrivenClock } from './time/clock.js';

/** An open call: it holds virtual time, except while it waits on the clock itself. */
export class OpenCall {
  readonly #clock: DrivenClock;
  #letGo: () => void;
  #waiting = 0;
  #closed = false;

  constructor(clock: DrivenClock) {
    this.#clock = clock;
    this.#letGo = clock.hold();
  }

  async whileWaiting(wait: () => Promise<void>): Promise<void> {
    this.#waiting += 1;
    this.#letGo();
    await wait();
    this.#waiting -= 1;
    if (this.#waiting === 0 && !this.#closed) this.#letGo = this.#clock.hold();
  }

  close(): void {
    this.#closed = true;
    this.#letGo();
  }
}

export interface WorldParts {
  readonly clock: DrivenClock;
  readonly partition: string;
  readonly random: SeededRandom;
  readonly paging: World['paging'];
  readonly latencies: Latencies;
  readonly store: StateStore;
  readonly dispatcher: Dispatcher;
  readonly newRequestId: () => string;
  /** Told of every resource that was made, changed or deleted. */
  readonly onChanged?: (world: World, change: ResourceChange) => void;
  /** Told of every background work that failed. */
  readonly onDefect: (defect: unknown) => void;
}

export interface DrivenWorld {
  readonly world: World;
  /** Runs one call from outside while it holds the clock. */
  during<T>(call: OpenCall, work: () => Promise<T>): Promise<T>;
}

export function createWorld(parts: WorldParts): DrivenWorld {
  const { store, dispatcher } = parts;
  const calls = new AsyncLocalStorage<OpenCall>();
  const clock: SimClock = {
    now: () => parts.clock.now(),
    sleep: (ms) => {
      const call = calls.getStore();
      return call ? call.whileWaiting(() => parts.clock.sleep(ms)) : parts.clock.sleep(ms);
    },
  };
  const world: World = {
    clock,
    partition: parts.partition,
    random: parts.random,
    paging: parts.paging,
    state: (slot, accountId, region) => store.state(slot, accountId, region),
    all: (slot) => store.all(slot),
    invoke: (service, operation, input, as) =>
      dispatcher.run(world, {
        service,
        operation,
        input,
        caller: as.caller,
        region: as.region,
        requestId: parts.newRequestId(),
        source: 'inside',
      }),
    latency: (name, defaultMs) => parts.latencies[name] ?? defaultMs,
    later: (at, work) => {
      const due = async (): Promise<void> => {
        // More than once, since a timer of the machine can't wait for months.
        for (let ms = at - parts.clock.now(); ms > 0; ms = at - parts.clock.now())
          await parts.clock.follow(ms);
        await work();
      };
      calls.exit(() => {
        Promise.resolve().then(due).catch(parts.onDefect);
      });
    },
    changed: (change) => {
      parts.onChanged?.(world, change);
    },
    remember: (call) => {
      dispatcher.remember(call, parts.newRequestId());
    },
    background: (work) => {
      // Outside the call's context: what goes on after the answer must not hold the call open.
      calls.exit(() => {
        Promise.resolve().then(work).catch(parts.onDefect);
      });
    },
  };
  return { world, during: (call, work) => calls.run(call, work) };
}
