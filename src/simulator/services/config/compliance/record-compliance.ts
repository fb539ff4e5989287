import type { World } from '../../../kernel/contract.js';
import { recordingOf, recordLatest } from '../items/record.js';
import { configState } from '../state.js';
import type { Place } from '../state.js';
import { evaluationsOfResource } from './read.js';
import { complianceType } from './resource-compliance.js';
import type { ResourceCompliance } from './resource-compliance.js';

/**
 * Records how a resource stands with all rules, where the recording group covers that type: "Recording this resource type is
 * not required for Config rules to evaluate resources or for viewing current compliance status."
 * https://docs.aws.amazon.com/config/latest/developerguide/view-manage-resource-console.html
 */
export function recordCompliance(world: World, place: Place, type: string, id: string, at: number): void {
  if (recordingOf(world, place, complianceType) === undefined) return;
  const { rules } = configState(world, place);
  const verdicts = evaluationsOfResource(world, place, type, id).flatMap(({ ruleName, verdict }) => {
    const ruleId = rules[ruleName]?.id;
    return ruleId === undefined || verdict === 'NOT_APPLICABLE'
      ? []
      : [{ name: ruleName, id: ruleId, verdict }];
  });
  const resource: ResourceCompliance | undefined =
    verdicts.length === 0 ? undefined : { type, id, rules: verdicts };
  recordLatest(world, place, complianceType, `${type}/${id}`, resource, at);
}
