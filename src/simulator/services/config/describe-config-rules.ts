import type { Operation } from '../../kernel/contract.js';
import { selectRules } from './select-rules.js';
import { ruleStateOf } from './rule-state.js';
import { compact } from './wire.js';

/** Pages of 25. https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigRules.html */
export const describeConfigRules: Operation = {
  service: 'config',
  name: 'DescribeConfigRules',
  mutating: false,
  handle(input, call) {
    const { items, nextToken } = selectRules(input, call, { defaultSize: 25 });
    return compact({
      ConfigRules: items.map((rule) => ({
        ConfigRuleName: rule.name,
        ConfigRuleArn: rule.arn,
        ConfigRuleId: rule.id,
        ...rule.settings,
        ConfigRuleState: ruleStateOf(call.world, rule),
      })),
      NextToken: nextToken,
    });
  },
};
