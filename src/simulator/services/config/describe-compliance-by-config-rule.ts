import type { Operation } from '../../kernel/contract.js';
import { texts } from '../../kernel/input.js';
import { selectRules } from './select-rules.js';
import { compact } from './wire.js';

/**
 * The simulator keeps no evaluation results: every rule has too little data to judge.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeComplianceByConfigRule.html
 */
export const describeComplianceByConfigRule: Operation = {
  service: 'config',
  name: 'DescribeComplianceByConfigRule',
  mutating: false,
  handle(input, call) {
    const { items, nextToken } = selectRules(input, call, { defaultSize: 25 });
    const wanted = texts(input, 'ComplianceTypes') ?? [];
    const shown = wanted.length === 0 || wanted.includes('INSUFFICIENT_DATA') ? items : [];
    return compact({
      ComplianceByConfigRules: shown.map((rule) => ({
        ConfigRuleName: rule.name,
        Compliance: { ComplianceType: 'INSUFFICIENT_DATA' },
      })),
      NextToken: nextToken,
    });
  },
};
