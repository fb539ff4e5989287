import type { Partition, Region } from '../model/catalog.js';
import type { OrgConfig } from '../model/org-config.js';
import { compareText, type RegionName, type Target } from '../model/target.js';

export interface Forwarding {
  /**
   * The Region of the bus that takes a Region's events: the home Region or, where no event gets there, the Region itself.
   * Empty where notifications are off.
   */
  readonly busOf: ReadonlyMap<RegionName, RegionName>;
  readonly warnings: readonly string[];
}

/**
 * Which bus takes the events of each Region. A bus of the Region's own is in the administrator account, so that has to be
 * covered there.
 *
 * @param regions the covered ones.
 */
export function forwardingOf(
  config: OrgConfig,
  partition: Partition,
  regions: readonly Region[],
  coverage: readonly Target[],
): Forwarding {
  if (!config.notifications.enabled) return { busOf: new Map(), warnings: [] };
  const { accountId, homeRegion: home } = config.delegatedAdministrator;
  const administrated = new Set(
    coverage.filter((target) => target.accountId === accountId).map(({ region }) => region),
  );
  const busOf = new Map<RegionName, RegionName>();
  const warnings: string[] = [];
  for (const { name, eventForwarding } of regions) {
    const asked = config.notifications.regionalTopics.includes(name);
    const reaches = name === home || (partition.crossRegionEvents && eventForwarding && !asked);
    if (reaches) busOf.set(name, home);
    else if (administrated.has(name)) busOf.set(name, name);
    else
      warnings.push(
        `${name} is covered, not notified: its events ${asked ? 'do not go to' : "can't reach"} the hub in ${home}, and ${accountId}, which would need a bus there, is not covered in it.`,
      );
  }
  return { busOf, warnings };
}

/**
 * The Regions in which the hub has a bus and a topic, sorted: a changed home Region changes nothing in it. None where
 * notifications are off.
 */
export function notifiedRegions({ busOf }: Pick<Forwarding, 'busOf'>): readonly RegionName[] {
  return [...new Set(busOf.values())].sort(compareText);
}
