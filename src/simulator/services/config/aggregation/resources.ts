import type { World } from '../../../kernel/contract.js';
import { complianceSlot } from '../compliance/state.js';
import { itemsAt } from '../items/read.js';
import { itemsSlot } from '../items/state.js';
import type { ConfigurationItem } from '../items/types.js';
import type { Place } from '../state.js';
import type { Coverage } from './coverage.js';
import { momentSeen } from './freshness.js';

type Values = ReadonlySet<string> | undefined;

/** What of an aggregator's data is wanted; a member that is absent leaves nothing out. */
export interface Wanted {
  readonly types?: Values;
  readonly accountIds?: Values;
  readonly regions?: Values;
}

/** The newest items that an aggregator has seen, without those of deleted resources: by account, Region, type and id. */
export function* aggregatedItems(
  world: World,
  coverage: Coverage,
  wanted: Wanted,
): Iterable<ConfigurationItem> {
  const moment = momentSeen(world);
  for (const place of coveredPlaces(world, coverage, wanted)) {
    for (const item of itemsAt(world, place, moment, wanted.types))
      if (coverage.shows(item.resourceType)) yield item;
  }
}

/** The accounts and Regions of which AWS Config knows anything and the aggregator covers, by account and then by Region. */
export function coveredPlaces(world: World, coverage: Coverage, wanted: Wanted = {}): readonly Place[] {
  const known = new Map<string, Place>();
  for (const slot of [itemsSlot, complianceSlot]) {
    for (const { accountId, region } of world.all<unknown>(slot)) {
      if (wanted.accountIds?.has(accountId) === false || wanted.regions?.has(region) === false) continue;
      const place = { accountId, region };
      if (coverage.covers(place)) known.set(`${accountId}/${region}`, place);
    }
  }
  return [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place);
}
