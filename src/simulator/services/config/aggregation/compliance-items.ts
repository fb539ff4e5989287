import type { World } from '../../../kernel/contract.js';
import { complianceIn } from '../compliance/state.js';
import type { Result } from '../compliance/state.js';
import type { ConfigurationItem } from '../items/types.js';
import { recordsCompliance } from '../records-compliance.js';
import { configState } from '../state.js';
import type { Place } from '../state.js';
import { resultAt } from './freshness.js';

export const complianceType = 'AWS::Config::ResourceCompliance';

interface Judged {
  readonly type: string;
  readonly id: string;
  readonly rules: { readonly name: string; readonly result: Result }[];
}

/**
 * What AWS Config records of the verdicts on each resource, as they were at a moment: one item for all rules, id
 * `TYPE/ID`, in the published schema of the type. Members and id:
 * https://docs.aws.amazon.com/config/latest/developerguide/quering-resource-compliance-history.html. A verdict that is
 * NOT_APPLICABLE is none (assumed), and the item is captured when a verdict changes, not with every evaluation.
 */
export function* complianceItemsAt(world: World, place: Place, moment: number): Iterable<ConfigurationItem> {
  if (!recordsCompliance(world, place)) return;
  for (const judged of [...judgedAt(world, place, moment).values()].sort(byId))
    yield itemOf(world, place, judged);
}

function judgedAt(world: World, place: Place, moment: number): ReadonlyMap<string, Judged> {
  const found = new Map<string, Judged>();
  const { results } = complianceIn(world, place);
  for (const name of Object.keys(results).sort()) {
    for (const [type, byResource] of Object.entries(results[name] ?? {})) {
      for (const [id, latest] of Object.entries(byResource)) {
        const result = resultAt(latest, moment);
        if (result === undefined || result.verdict === 'NOT_APPLICABLE') continue;
        const key = `${type}/${id}`;
        const judged = found.get(key) ?? { type, id, rules: [] };
        judged.rules.push({ name, result });
        found.set(key, judged);
      }
    }
  }
  return found;
}

function itemOf(world: World, place: Place, { type, id, rules }: Judged): ConfigurationItem {
  const known = configState(world, place).rules;
  const capturedAt = Math.max(...rules.map(({ result }) => result.since));
  const compliant = rules.every(({ result }) => result.verdict === 'COMPLIANT');
  return {
    accountId: place.accountId,
    region: place.region,
    resourceType: complianceType,
    resourceId: `${type}/${id}`,
    tags: {},
    relationships: [{ resourceType: type, resourceId: id, relationshipName: 'Is associated with ' }],
    configuration: {
      complianceType: compliant ? 'COMPLIANT' : 'NON_COMPLIANT',
      targetResourceId: id,
      targetResourceType: type,
      configRuleList: rules.map(({ name, result }) => ({
        configRuleArn: known[name]?.arn,
        configRuleId: known[name]?.id,
        configRuleName: name,
        complianceType: result.verdict,
      })),
    },
    capturedAt,
    status: 'OK',
    stateId: String(capturedAt),
    frequency: 'CONTINUOUS',
  };
}

function byId(a: Judged, b: Judged): number {
  return `${a.type}/${a.id}` < `${b.type}/${b.id}` ? -1 : 1;
}
