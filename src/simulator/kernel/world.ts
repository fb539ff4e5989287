import type { Dispatcher } from './dispatcher.js';
import type { ResourceChange, SeededRandom, World } from './contract.js';
import type { StateStore } from './state.js';
import type { Latencies } from '../world-file/latencies.js';
import type { DrivenClock } from './time/clock.js';

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

export function createWorld(parts: WorldParts): World {
  const { clock, store, dispatcher } = parts;
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
        wait: (ms) => clock.sleep(ms),
      }),
    latency: (name, defaultMs) => parts.latencies[name] ?? defaultMs,
    later: (at, work) => {
      const due = async (): Promise<void> => {
        // More than once, since a timer of the machine can't wait for months.
        for (let ms = at - clock.now(); ms > 0; ms = at - clock.now()) await clock.follow(ms);
        await work();
      };
      Promise.resolve().then(due).catch(parts.onDefect);
    },
    changed: (change) => {
      parts.onChanged?.(world, change);
    },
    remember: (call) => {
      dispatcher.remember(call, parts.newRequestId());
    },
    background: (work) => {
      Promise.resolve().then(work).catch(parts.onDefect);
    },
  };
  return world;
}
