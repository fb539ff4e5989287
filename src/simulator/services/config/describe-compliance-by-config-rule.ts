import type { Operation } from '../../kernel/contract.js';
import { text, texts } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import { ruleCompliance } from './compliance/wire.js';
import { rulesNamed } from './select-rules.js';
import { placeOf } from './state.js';
import { compact } from './wire.js';

/** https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeComplianceByConfigRule.html */
export const describeComplianceByConfigRule: Operation = {
  service: 'config',
  name: 'DescribeComplianceByConfigRule',
  mutating: false,
  handle(input, call) {
    const wanted = texts(input, 'ComplianceTypes') ?? [];
    const all = rulesNamed(texts(input, 'ConfigRuleNames') ?? [], call).map((rule) => ({
      ConfigRuleName: rule.name,
      Compliance: ruleCompliance(call.world, placeOf(call), rule.name),
    }));
    const shown = all.filter(
      ({ Compliance }) => wanted.length === 0 || wanted.includes(Compliance.ComplianceType),
    );
    const { items, nextToken } = page(call.world, shown, {
      token: text(input, 'NextToken'),
      limit: undefined,
      defaultSize: 25,
      tokenError: 'InvalidNextTokenException',
    });
    return compact({ ComplianceByConfigRules: items, NextToken: nextToken });
  },
};
