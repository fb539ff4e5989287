import type { Partition, Region } from '../model/catalog.js';
import type { OrgConfig } from '../model/org-config.js';
import type { RegionName } from '../model/target.js';

export interface Forwarding {
  readonly regions: ReadonlySet<RegionName>;
  readonly warnings: readonly string[];
}

/** The Regions whose events can reach the hub's bus; the home Region's always can. */
export function forwardingOf(
  config: OrgConfig,
  partition: Partition,
  regions: readonly Region[],
): Forwarding {
  if (!config.notifications.enabled) return { regions: new Set(), warnings: [] };
  const home = config.delegatedAdministrator.homeRegion;
  const reaches = (region: Region) =>
    region.name === home || (partition.crossRegionEvents && region.eventForwarding);
  return {
    regions: new Set(regions.filter(reaches).map((region) => region.name)),
    warnings: regions
      .filter((region) => !reaches(region))
      .map((region) => `${region.name} is covered, not notified: its events can't reach the hub in ${home}.`),
  };
}
