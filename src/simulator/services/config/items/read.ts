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

/** The newest item of a resource at a moment; undefined where it was not found yet, or is deleted. */
export function itemAt(
  world: World,
  place: Place,
  type: string,
  id: string,
  moment: number,
): ConfigurationItem | undefined {
  const recorded = newestAt(itemsIn(world, place).resources[type]?.[id], moment);
  return recorded && itemOf(world, place, type, id, recorded);
}

/** The newest item at a moment of every resource that was not deleted, by type and then by id; `types` may leave some out. */
export function* itemsAt(
  world: World,
  place: Place,
  moment: number,
  types?: ReadonlySet<string>,
): Iterable<ConfigurationItem> {
  const { resources } = itemsIn(world, place);
  for (const type of Object.keys(resources).sort()) {
    if (types?.has(type) === false) continue;
    for (const id of Object.keys(resources[type] ?? {}).sort()) {
      const item = itemAt(world, place, type, id, moment);
      if (item !== undefined) yield item;
    }
  }
}

/** How many resources of each type there were at a moment. */
export function countsAt(world: World, place: Place, moment: number): ReadonlyMap<string, number> {
  const { resources } = itemsIn(world, place);
  return new Map(
    Object.entries(resources).map(([type, byId]) => [
      type,
      Object.values(byId).filter((items) => newestAt(items, moment) !== undefined).length,
    ]),
  );
}

/** The item that was the newest, unless it says that the resource was deleted. */
function newestAt(items: readonly RecordedItem[] | undefined, moment: number): RecordedItem | undefined {
  const newest = items?.findLast(({ capturedAt }) => capturedAt <= moment);
  return newest?.status === 'ResourceDeleted' ? undefined : newest;
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
  // Member by member: a spread is many times slower, and a world has hundreds of thousands of items.
  const description = describe(world, place, resourceType, resource);
  const deleted = status === 'ResourceDeleted';
  return {
    arn: description.arn,
    name: description.name,
    createdAt: description.createdAt,
    tags: deleted ? {} : description.tags,
    relationships: deleted ? [] : description.relationships,
    configuration: deleted ? undefined : description.configuration,
    supplementaryConfiguration: description.supplementaryConfiguration,
    accountId: place.accountId,
    region: place.region,
    resourceType,
    resourceId,
    capturedAt,
    status,
    stateId: String(capturedAt),
    frequency,
    deliveredAt: frequency === 'DAILY' ? capturedAt : undefined,
  };
}
