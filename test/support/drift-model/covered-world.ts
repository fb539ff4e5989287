import type { Slot } from '../../../src/simulator/kernel/contract.js';
import type { IamState } from '../../../src/simulator/services/iam/state.js';
import { expectDone } from '../crash.js';
import { startWorld, type InProcess } from '../in-process.js';

/** A world in which everything is covered and proved, kept to be started from again and again. */
export interface CoveredWorld {
  /** Starts the organization as it was when it was covered. */
  start(): Promise<InProcess>;
}

type Kept = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** Covers an organization once. What AWS does in the background, deliveries above all, is not begun again in the copies. */
export async function coverOnce(name: string): Promise<CoveredWorld> {
  const world = await startWorld(name);
  expectDone(await world.apply(), `${name}, covered`);
  // The sources of a new aggregator are out of date for a while.
  await world.simulator.clock.sleep(3_600_000);
  const kept = world.simulator.snapshot() as Kept;
  const startsAt = new Date(world.simulator.clock.now()).toISOString();
  await world.stop();
  let seed = 1000;
  return {
    async start() {
      seed += 1;
      // Another seed: the ids that are given out from now on are none of those that were.
      const started = await startWorld(name, (text) => `${text}startsAt: ${startsAt}\nseed: ${seed}\n`);
      // Nobody waits for the stepped clock: looks as far apart as they are at AWS cost far fewer calls.
      started.editOrg((text) => text.replace('pollInterval: 0.2', 'pollInterval: 10'));
      restore(started, kept);
      return started;
    },
  };
}

function restore({ simulator: { world } }: InProcess, kept: Kept): void {
  for (const [name, places] of Object.entries(kept))
    for (const [place, value] of Object.entries(places)) {
      const slash = place.indexOf('/');
      const slot: Slot<object> = { name, create: () => (Array.isArray(value) ? [] : {}) };
      const state = world.state(slot, place.slice(0, slash), place.slice(slash + 1));
      const before = structuredClone(state);
      for (const key of Object.keys(state)) Reflect.deleteProperty(state, key);
      Object.assign(state, structuredClone(value));
      keepIds(before, state);
    }
}

/** Credentials that were given out belong to a role or user by its id. */
function keepIds(before: Partial<IamState>, state: Partial<IamState>): void {
  for (const kind of ['roles', 'users'] as const)
    for (const [name, { id }] of Object.entries(before[kind] ?? {}))
      if (state[kind]?.[name]) Object.assign(state[kind][name], { id });
}
