import type { World } from '../../../kernel/contract.js';
import type { Place } from '../state.js';
import { describe } from './describe.js';
import { itemsIn } from './state.js';
import type { RecordedItem } from './state.js';
import type { ConfigurationItem } from './types.js';

/*
 * How to read configuration items. Nothing here changes the world, and every item is made anew when it is read: whoever
 * needs many of them again keeps what he made, for as long as `itemsIn(world, place).revision` stays the same.
 */

/** The newest item of a resource, its deletion too. */
export function currentItem(
  world: World,
  place: Place,
  type: string,
  id: string,
): ConfigurationItem | undefined {
  const recorded = itemsIn(world, place).resources[type]?.[id]?.at(-1);
  return recorded && itemOf(world, place, type, id, recorded);
}

/** The newest item of every resource, by type and then by id; those of deleted ones only where they are asked for. */
export function* currentItems(
  world: World,
  place: Place,
  { type, deletedToo = false }: { readonly type?: string; readonly deletedToo?: boolean } = {},
): Iterable<ConfigurationItem> {
  const { resources } = itemsIn(world, place);
  for (const each of type === undefined ? Object.keys(resources).sort() : [type]) {
    for (const id of Object.keys(resources[each] ?? {}).sort()) {
      const item = currentItem(world, place, each, id);
      if (item !== undefined && (deletedToo || item.status !== 'ResourceDeleted')) yield item;
    }
  }
}

/** All items of a resource, the oldest first. */
export function itemsOf(world: World, place: Place, type: string, id: string): readonly ConfigurationItem[] {
  const recorded = itemsIn(world, place).resources[type]?.[id] ?? [];
  return recorded.map((each) => itemOf(world, place, type, id, each));
}

function itemOf(
  world: World,
  place: Place,
  resourceType: string,
  resourceId: string,
  { capturedAt, status, frequency, resource }: RecordedItem,
): ConfigurationItem {
  const { configuration, ...description } = describe(world, place, resourceType, resource);
  const deleted = status === 'ResourceDeleted';
  return {
    ...description,
    ...(deleted ? { tags: {}, relationships: [] } : { configuration }),
    accountId: place.accountId,
    region: place.region,
    resourceType,
    resourceId,
    capturedAt,
    status,
    stateId: String(capturedAt),
    frequency,
    ...(frequency === 'DAILY' ? { deliveredAt: capturedAt } : {}),
  };
}
