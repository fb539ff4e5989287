import { isDeepStrictEqual } from 'node:util';
import type { World } from '../../../kernel/contract.js';
import { complianceType } from '../compliance/resource-compliance.js';
import { recordsCompliance } from '../records-compliance.js';
import { recordingFrequency, recordsType } from '../recording-group.js';
import { configState, customerRecorder } from '../state.js';
import type { Place } from '../state.js';
import { describe } from './describe.js';
import { itemsIn } from './state.js';
import type { ItemStatus, RecordedItem } from './state.js';

/** How AWS Config records a type in an account and Region just now; undefined where no recorder does. */
export function recordingOf(world: World, place: Place, type: string): RecordedItem['frequency'] | undefined {
  const recorder = customerRecorder(configState(world, place));
  if (recorder?.recording !== true) return undefined;
  const covered =
    type === complianceType ? recordsCompliance(world, place) : recordsType(recorder.recordingGroup, type);
  if (!covered) return undefined;
  return recordingFrequency(recorder.recordingMode, type);
}

/**
 * Records a resource as it is, or that it is gone, unless the newest item says that already.
 * @returns whether there is a new item
 */
export function record(
  world: World,
  place: Place,
  type: string,
  id: string,
  resource: unknown,
  how: { readonly frequency: RecordedItem['frequency']; readonly capturedAt: number },
): boolean {
  const state = itemsIn(world, place);
  const last = state.resources[type]?.[id]?.at(-1);
  const status = statusAfter(last, resource);
  if (status === undefined) return false;
  if (status === 'OK' && last !== undefined && isAlike(world, place, type, last.resource, resource))
    return false;
  // A function's id is its name, which may be `constructor`.
  const ofType = (state.resources[type] ??= Object.create(null) as Record<string, RecordedItem[]>);
  const items = (ofType[id] ??= []);
  items.push({ ...how, status, resource: resource ?? last?.resource });
  state.revision += 1;
  return true;
}

/** As `record`, where the type is recorded; a second item of the same moment takes the place of the first. */
export function recordLatest(
  world: World,
  place: Place,
  type: string,
  id: string,
  resource: unknown,
  at: number,
): void {
  const frequency = recordingOf(world, place, type);
  if (frequency === undefined) return;
  const items = itemsIn(world, place).resources[type]?.[id];
  const capturedAt = Math.max(at, items?.at(-1)?.capturedAt ?? 0);
  if (items?.at(-1)?.capturedAt === capturedAt) items.pop();
  record(world, place, type, id, resource, { frequency, capturedAt });
}

function statusAfter(last: RecordedItem | undefined, resource: unknown): ItemStatus | undefined {
  const known = last !== undefined && last.status !== 'ResourceDeleted';
  if (resource === undefined) return known ? 'ResourceDeleted' : undefined;
  return known ? 'OK' : 'ResourceDiscovered';
}

/** What is not part of the item (a rotation, an access) makes no new one. */
function isAlike(world: World, place: Place, type: string, before: unknown, after: unknown): boolean {
  return (
    before === after ||
    isDeepStrictEqual(describe(world, place, type, before), describe(world, place, type, after))
  );
}
