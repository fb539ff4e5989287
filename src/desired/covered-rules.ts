import type { Catalog, ManagedRule, Region } from '../model/catalog.js';
import type { DesiredRule } from '../model/desired.js';
import type { Exclusion } from '../model/exclusion.js';
import type { OrgConfig } from '../model/org-config.js';
import { compareText, type RegionName } from '../model/target.js';

export interface CoveredRules {
  /** A Region in which no rule works is present, with an empty list. */
  readonly byRegion: ReadonlyMap<RegionName, readonly DesiredRule[]>;
  readonly exclusions: readonly Exclusion[];
}

/** The rules that the org.yaml turns on, in each Region that supports them. */
export function coveredRules(
  config: OrgConfig,
  catalog: Catalog,
  regions: readonly Region[],
  configFile: string,
): CoveredRules {
  const rules = catalog.rules.toSorted((a, b) => compareText(a.name, b.name));
  const on = rules.filter((rule) => config.rules[rule.name].enabled);
  const exclusions: Exclusion[] = rules
    .filter((rule) => !on.includes(rule))
    .map((rule) => ({
      rule: rule.name,
      reason: 'turned off',
      source: `${configFile} rules.${rule.name}.enabled`,
    }));
  const byRegion = new Map<RegionName, readonly DesiredRule[]>();
  for (const { name: region } of regions) {
    const unsupported = (rule: ManagedRule) =>
      config.regions.allowUnsupported.includes(region)
        ? undefined
        : rule.unsupported.find((entry) => entry.region === region);
    byRegion.set(
      region,
      on.filter((rule) => !unsupported(rule)).map(({ name, identifier }) => ({ name, identifier })),
    );
    for (const rule of on) {
      const entry = unsupported(rule);
      if (entry) exclusions.push({ region, rule: rule.name, reason: entry.reason, source: entry.source });
    }
  }
  return { byRegion, exclusions };
}
