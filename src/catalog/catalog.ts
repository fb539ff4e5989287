import type {
  Catalog,
  ManagedRule,
  Partition,
  PartitionName,
  Region,
  RuleName,
  Unsupported,
} from '../model/catalog.js';
import { OrgSecretsError } from '../model/errors.js';
import type { RegionName } from '../model/target.js';

/** The Regions of a partition in which AWS Config works, in the catalog's order. */
export function regionsOf(catalog: Catalog, partition: PartitionName): readonly Region[] {
  return catalog.regions.filter((region) => region.partition === partition && region.config);
}

export function findRegion(catalog: Catalog, name: RegionName): Region | undefined {
  return catalog.regions.find((region) => region.name === name);
}

export function partitionOf(catalog: Catalog, name: PartitionName): Partition {
  const partition = catalog.partitions.find((candidate) => candidate.name === name);
  if (partition) return partition;
  throw missing(`partition ${name}`);
}

export function ruleOf(catalog: Catalog, name: RuleName): ManagedRule {
  const rule = catalog.rules.find((candidate) => candidate.name === name);
  if (rule) return rule;
  throw missing(`rule ${name}`);
}

/**
 * Why a Region is left out for this purpose, by AWS's own word; undefined where nothing says so.
 * `allowed` are the Regions of the org.yaml's `regions.allowUnsupported`.
 */
export function defaultExclusion(
  catalog: Catalog,
  region: RegionName,
  allowed: readonly RegionName[],
): Unsupported | undefined {
  return defaultExclusions(catalog, allowed).find((exclusion) => exclusion.region === region);
}

/** Every Region that is left out for this purpose, except where the org.yaml allows it. */
export function defaultExclusions(catalog: Catalog, allowed: readonly RegionName[]): readonly Unsupported[] {
  return catalog.exclusions.filter((exclusion) => !allowed.includes(exclusion.region));
}

/** Why a rule is left out in a Region; undefined where the rule is supported, or the org.yaml allows it there. */
export function ruleUnsupported(
  catalog: Catalog,
  rule: RuleName,
  region: RegionName,
  allowed: readonly RegionName[],
): Unsupported | undefined {
  if (allowed.includes(region)) return undefined;
  return ruleOf(catalog, rule).unsupported.find((unsupported) => unsupported.region === region);
}

export function isRuleSupported(
  catalog: Catalog,
  rule: RuleName,
  region: RegionName,
  allowed: readonly RegionName[],
): boolean {
  return ruleUnsupported(catalog, rule, region, allowed) === undefined;
}

function missing(what: string): OrgSecretsError {
  return new OrgSecretsError('Internal', `The catalog has no ${what}.`, { fault: 'internal' });
}
