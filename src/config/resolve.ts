import { findRegion, partitionOf } from '../catalog/catalog.js';
import { ruleNames, type Catalog } from '../model/catalog.js';
import type { OrgConfig, RuleConfig, RulesConfig } from '../model/org-config.js';
import type { RegionName } from '../model/target.js';
import type { OrgFile } from './schema/org-schema.js';

/**
 * The schema keeps to the type: where the keys of a section differ, this becomes the section's name, and the compiler
 * says so. That the values fit is checked where `resolve` returns them.
 */
type Checked = [Differing] extends [never] ? OrgFile : Differing;
type Section = keyof OrgConfig | keyof OrgFile;
type Differing = { [S in Section]: SameKeys<OrgConfig[S], OrgFile[S]> extends true ? never : S }[Section];
type SameKeys<A, B> = [keyof A, keyof B] extends [keyof B, keyof A] ? true : false;

/** Fills in the defaults that depend on other values. */
export function resolve(file: Checked, catalog: Catalog): OrgConfig {
  const home = file.delegatedAdministrator.homeRegion;
  return {
    ...file,
    rules: rulesOf(file),
    stackSets: {
      ...file.stackSets,
      region: file.stackSets.region ?? home,
      iamRegion: file.stackSets.iamRegion ?? iamRegionFor(home, catalog),
    },
  };
}

function rulesOf(file: OrgFile): RulesConfig {
  const entries = ruleNames.map((name): [string, RuleConfig] => {
    const { enabled, parameters, frequency, excludeRegions } = file.rules[name];
    const given = Object.entries(parameters).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value]],
    );
    return [
      name,
      {
        enabled,
        parameters: Object.fromEntries(given) as RuleConfig['parameters'],
        ...(frequency && { frequency }),
        ...(excludeRegions && { excludeRegions }),
      },
    ];
  });
  return Object.fromEntries(entries) as RulesConfig;
}

/** A Region that every account has: the home Region, unless accounts must opt in to it. */
function iamRegionFor(home: RegionName, catalog: Catalog): RegionName {
  const region = findRegion(catalog, home);
  return region?.optIn ? partitionOf(catalog, region.partition).mainRegion : home;
}
