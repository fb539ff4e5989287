import type { World } from '../kernel/contract.js';
import { record, recordingOf } from '../services/config/items/record.js';
import { resourceNow } from '../services/config/items/resources.js';
import type { WorldFile } from '../world-file/schema.js';
import { functionHappenings } from './function-happenings.js';
import { callerArn } from './happening.js';
import type { Happening } from './happening.js';
import { keyHappenings } from './key-happenings.js';
import { secretHappenings } from './secret-happenings.js';

/**
 * Lets what the world file tells happen: what is before the start at once, each with the configuration item that it had then;
 * the rest when its time comes, in its order, one waiting for the other.
 */
export function seedTimeline(world: World, file: WorldFile): void {
  const all = [
    ...secretHappenings(world, file),
    ...keyHappenings(world, file),
    ...functionHappenings(world, file),
  ].sort((a, b) => a.at - b.at);
  const start = world.clock.now();
  const past = all.filter(({ at }) => at <= start);
  for (const happening of past) {
    const id = happen(world, happening);
    if (id !== undefined) recordThen(world, happening, id);
  }
  next(world, all.slice(past.length));
}

function next(world: World, happenings: readonly Happening[]): void {
  let waiting = 0;
  const wait = (): void => {
    const first = happenings[waiting];
    if (first === undefined) return;
    world.later(first.at, () => {
      for (; happenings[waiting]?.at === first.at; waiting += 1) {
        const happening = happenings[waiting];
        if (happening === undefined) continue;
        const id = happen(world, happening);
        if (id !== undefined) world.changed({ ...place(happening), type: happening.type, id });
      }
      wait();
    });
  };
  wait();
}

function happen(world: World, happening: Happening): string | undefined {
  const { at, accountId, region } = happening;
  const id = happening.happen(world);
  if (id === undefined) return undefined;
  const by = callerArn(world, accountId, happening.by);
  for (const call of happening.calls(id))
    world.remember({ ...call, time: at, accountId, region, callerArn: by });
  return id;
}

/** The item of the past: where recording is daily too at its own moment, since nobody can tell any more (assumed). */
function recordThen(world: World, happening: Happening, id: string): void {
  const frequency = recordingOf(world, place(happening), happening.type);
  if (frequency === undefined) return;
  const resource = resourceNow(world, place(happening), happening.type, id);
  record(world, place(happening), happening.type, id, resource, { frequency, capturedAt: happening.at });
}

function place({ accountId, region }: Happening): { readonly accountId: string; readonly region: string } {
  return { accountId, region };
}
