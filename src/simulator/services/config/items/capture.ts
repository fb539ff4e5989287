import type { World } from '../../../kernel/contract.js';
import { evaluateChanged } from '../compliance/run.js';
import type { Place } from '../state.js';
import { record, recordingOf } from './record.js';
import { foundTypes, resourceIds, resourceNow } from './resources.js';
import { itemsIn } from './state.js';

/** Records a resource as it was, where the type is still recorded; the rules that changes trigger then judge it. */
export function capture(world: World, place: Place, type: string, id: string, resource: unknown): void {
  const frequency = recordingOf(world, place, type);
  if (frequency === undefined) return;
  const isNew = record(world, place, type, id, resource, { frequency, capturedAt: world.clock.now() });
  if (isNew) evaluateChanged(world, place, type, [id]);
}

/** What a recorder finds when it begins: all that is there and differs from what was recorded last, or is there no more. */
export function discover(world: World, place: Place): void {
  const capturedAt = world.clock.now();
  for (const type of foundTypes) {
    const frequency = recordingOf(world, place, type);
    if (frequency === undefined) continue;
    const known = Object.keys(itemsIn(world, place).resources[type] ?? {});
    const ids = new Set([...resourceIds(world, place, type), ...known]);
    const isNew = [...ids].filter((id) =>
      record(world, place, type, id, resourceNow(world, place, type, id), { frequency, capturedAt }),
    );
    if (isNew.length > 0) evaluateChanged(world, place, type, isNew);
  }
}
