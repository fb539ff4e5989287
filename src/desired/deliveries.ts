import type { Catalog, Partition, Region } from '../model/catalog.js';
import type { OrgConfig } from '../model/org-config.js';
import { compareText, type RegionName, type Target } from '../model/target.js';
import { coveredRegions } from './regions.js';

/**
 * The Region of the bucket that a Region's recorders deliver to: the home Region or, in partitions in which every Region
 * has one, the Region itself where the administrator account is covered in it.
 *
 * @param regions the covered ones.
 */
export function bucketRegions(
  config: OrgConfig,
  partition: Partition,
  regions: readonly Region[],
  coverage: readonly Target[],
): ReadonlyMap<RegionName, RegionName> {
  const { accountId, homeRegion } = config.delegatedAdministrator;
  const isOwn = (region: RegionName) =>
    hasRegionalBuckets(config, partition) &&
    coverage.some((target) => target.accountId === accountId && target.region === region);
  return new Map(regions.map(({ name }) => [name, isOwn(name) ? name : homeRegion]));
}

/** The Regions in which a bucket of ours may be wanted, before it is known who is covered; none for a bucket of another's. */
export function bucketRegionsAskedFor(
  config: OrgConfig,
  catalog: Catalog,
  partition: string,
): readonly RegionName[] {
  if (config.delivery.bucket !== undefined) return [];
  const home = config.delegatedAdministrator.homeRegion;
  const found = catalog.partitions.find(({ name }) => name === partition);
  if (!found || !hasRegionalBuckets(config, found)) return [home];
  const { regions } = coveredRegions(config, catalog, partition, '');
  return [...new Set([home, ...regions.map(({ name }) => name)])].sort(compareText);
}

function hasRegionalBuckets({ delivery }: OrgConfig, { regionalBuckets }: Partition): boolean {
  return regionalBuckets && delivery.bucket === undefined;
}
