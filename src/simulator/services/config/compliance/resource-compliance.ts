import { configArn } from '../arns.js';
import type { World } from '../../../kernel/contract.js';
import type { Description } from '../items/types.js';
import type { Place } from '../state.js';
import type { Verdict } from './state.js';

/** What AWS Config calls the verdicts on a resource. */
export const complianceType = 'AWS::Config::ResourceCompliance';

/** How a resource stands with all rules that judged it. */
export interface ResourceCompliance {
  readonly type: string;
  readonly id: string;
  readonly rules: readonly { readonly name: string; readonly id: string; readonly verdict: Verdict }[];
}

/**
 * As AWS Config describes it. Members: the published schema, https://github.com/awslabs/aws-config-resource-schema; an example:
 * https://docs.aws.amazon.com/config/latest/developerguide/quering-resource-compliance-history.html. Rules that do not
 * apply are not listed (assumed).
 */
export function describeCompliance(
  world: World,
  place: Place,
  { type, id, rules }: ResourceCompliance,
): Description {
  const compliant = rules.every(({ verdict }) => verdict === 'COMPLIANT');
  return {
    tags: {},
    relationships: [{ resourceType: type, resourceId: id, relationshipName: 'Is associated with ' }],
    configuration: {
      complianceType: compliant ? 'COMPLIANT' : 'NON_COMPLIANT',
      targetResourceId: id,
      targetResourceType: type,
      configRuleList: rules.map((rule) => ({
        configRuleArn: configArn(world, place, `config-rule/${rule.id}`),
        configRuleId: rule.id,
        configRuleName: rule.name,
        complianceType: rule.verdict,
      })),
    },
  };
}
