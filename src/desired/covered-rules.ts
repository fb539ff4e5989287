import type { Catalog, ManagedRule, Region } from '../model/catalog.js';
import type { DesiredRule } from '../model/desired.js';
import type { Exclusion } from '../model/exclusion.js';
import type { OrgConfig, RuleParameterValue } from '../model/org-config.js';
import type { RuleRefusal } from '../model/rule-refusal.js';
import { compareText, type RegionName } from '../model/target.js';
import { parameterText } from './parameters.js';
import { defaultFrequency } from './rule-differences.js';

export interface CoveredRules {
  /** A Region in which no rule works is present, with an empty list. */
  readonly byRegion: ReadonlyMap<RegionName, readonly DesiredRule[]>;
  /** Those that are wanted, and that AWS refuses all the same. */
  readonly refused: readonly RuleRefusal[];
  readonly exclusions: readonly Exclusion[];
}

/**
 * The rules that the org.yaml turns on, in each Region that supports them.
 *
 * @param refusals what AWS has answered in this run: it wins over the catalog. A refused rule is not deployed, but it is
 * not left out either: that is for a person to decide, in the org.yaml.
 */
export function coveredRules(
  config: OrgConfig,
  catalog: Catalog,
  regions: readonly Region[],
  configFile: string,
  refusals: readonly RuleRefusal[],
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
  const refused: RuleRefusal[] = [];
  for (const { name: region } of regions) {
    const wanted: DesiredRule[] = [];
    for (const rule of on) {
      const reason = whyNot(rule, region, config, configFile);
      const refusal = refusals.find((one) => one.region === region && one.rule === rule.name);
      if (reason) exclusions.push({ region, rule: rule.name, ...reason });
      else if (refusal) refused.push(refusal);
      else wanted.push(desiredRule(rule, config));
    }
    byRegion.set(region, wanted);
  }
  return { byRegion, refused, exclusions };
}

function desiredRule(rule: ManagedRule, config: OrgConfig): DesiredRule {
  const { parameters, frequency } = config.rules[rule.name];
  return {
    name: rule.name,
    identifier: rule.identifier,
    parameters: texts(Object.entries(parameters)),
    defaults: texts(
      rule.parameters.map((parameter) => [
        parameter.name,
        'default' in parameter ? parameter.default : undefined,
      ]),
    ),
    frequency: rule.trigger === 'periodic' ? (frequency ?? defaultFrequency) : undefined,
  };
}

function texts(
  values: readonly (readonly [string, RuleParameterValue | undefined])[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    values.flatMap(([name, value]) => (value === undefined ? [] : [[name, parameterText(value)]])),
  );
}

function whyNot(
  rule: ManagedRule,
  region: RegionName,
  config: OrgConfig,
  configFile: string,
): Pick<Exclusion, 'reason' | 'source'> | undefined {
  const excluded = config.rules[rule.name].excludeRegions?.find(({ name }) => name === region);
  if (excluded)
    return {
      reason: excluded.reason ?? 'excluded',
      source: `${configFile} rules.${rule.name}.excludeRegions`,
    };
  if (config.regions.allowUnsupported.includes(region)) return undefined;
  const entry = rule.unsupported.find((one) => one.region === region);
  return entry && { reason: entry.reason, source: entry.source };
}
