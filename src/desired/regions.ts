import type { Catalog, Region } from '../model/catalog.js';
import { OrgSecretsError } from '../model/errors.js';
import type { Exclusion } from '../model/exclusion.js';
import type { OrgConfig } from '../model/org-config.js';
import { compareText, type RegionName } from '../model/target.js';

export interface CoveredRegions {
  /** Sorted by name. */
  readonly regions: readonly Region[];
  readonly exclusions: readonly Exclusion[];
}

/** The opt-in Regions whose state must be read in every account before `desire` can say what is covered. */
export function optInRegionsAskedFor(config: OrgConfig, catalog: Catalog): readonly RegionName[] {
  const home = knownRegion(
    config.delegatedAdministrator.homeRegion,
    catalog,
    'delegatedAdministrator.homeRegion',
  );
  const { regions } = coveredRegions(config, catalog, home.partition, '');
  return regions.filter((region) => region.optIn).map((region) => region.name);
}

/**
 * Splits the partition's Regions into those to cover and those left out, each with its reason. Whether an account has
 * an opt-in Region is not asked here.
 *
 * @throws OrgSecretsError InvalidConfig for a Region that the partition does not have.
 */
export function coveredRegions(
  config: OrgConfig,
  catalog: Catalog,
  partition: string,
  configFile: string,
): CoveredRegions {
  const { include } = config.regions;
  const wanted = include === 'all' ? undefined : new Set(include);
  for (const name of wanted ?? []) regionIn(partition, name, catalog, 'regions.include');
  const regions: Region[] = [];
  const exclusions: Exclusion[] = [];
  for (const region of catalog.regions.toSorted((a, b) => compareText(a.name, b.name))) {
    if (region.partition !== partition) continue;
    const reason =
      wanted && !wanted.has(region.name)
        ? { reason: 'not among the Regions to cover', source: `${configFile} regions.include` }
        : whyNot(region, config, catalog, configFile);
    if (reason) exclusions.push({ region: region.name, ...reason });
    else regions.push(region);
  }
  return { regions, exclusions };
}

function whyNot(
  region: Region,
  config: OrgConfig,
  catalog: Catalog,
  configFile: string,
): Pick<Exclusion, 'reason' | 'source'> | undefined {
  const entry = config.regions.exclude.find((excluded) => excluded.name === region.name);
  if (entry) return { reason: entry.reason ?? 'excluded', source: `${configFile} regions.exclude` };
  const home = config.delegatedAdministrator.homeRegion;
  if (region.ownBucketOnly && config.delivery.bucket !== undefined && region.name !== home)
    return {
      reason:
        'AWS Config delivers from here to buckets of the same Region alone, and delivery.bucket names one for all; left out, each Region gets its own',
      source: catalog.regionSources.ownBucketOnly.source,
    };
  if (config.regions.allowUnsupported.includes(region.name)) return undefined;
  if (!region.config)
    return { reason: 'AWS Config does not work in this Region', source: catalog.regionSources.config.source };
  const unsupported = catalog.exclusions.find((exclusion) => exclusion.region === region.name);
  return unsupported && { reason: unsupported.reason, source: unsupported.source };
}

/** @throws OrgSecretsError InvalidConfig where the catalog does not know the Region, or it is in another partition. */
export function regionIn(partition: string, name: RegionName, catalog: Catalog, place: string): Region {
  const region = knownRegion(name, catalog, place);
  if (region.partition === partition) return region;
  throw new OrgSecretsError(
    'InvalidConfig',
    `${place}: ${name} is in the partition ${region.partition}, the organization in ${partition}.`,
    { fault: 'user', instructions: `Name a Region of the partition ${partition}.` },
  );
}

function knownRegion(name: RegionName, catalog: Catalog, place: string): Region {
  const region = catalog.regions.find((known) => known.name === name);
  if (region) return region;
  throw new OrgSecretsError('InvalidConfig', `${place}: no Region ${JSON.stringify(name)} is known.`, {
    fault: 'user',
    instructions: 'See config/catalog/regions.yaml for the Regions that are known.',
  });
}
