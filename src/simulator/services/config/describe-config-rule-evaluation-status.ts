import type { Operation, Shape } from '../../kernel/contract.js';
import { integer } from '../../kernel/input.js';
import { lastEvaluation } from './evaluations.js';
import { selectRules } from './select-rules.js';
import { stateOf } from './state.js';
import type { ConfigRule } from './state.js';
import { compact, time } from './wire.js';

/** https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigRuleEvaluationStatus.html */
export const describeConfigRuleEvaluationStatus: Operation = {
  service: 'config',
  name: 'DescribeConfigRuleEvaluationStatus',
  mutating: false,
  handle(input, call) {
    const { items, nextToken } = selectRules(input, call, {
      limit: integer(input, 'Limit') || undefined,
      defaultSize: 50,
    });
    const state = stateOf(call);
    return compact({
      ConfigRulesEvaluationStatus: items.map((rule) =>
        statusOf(rule, lastEvaluation(call.world, state, rule)),
      ),
      NextToken: nextToken,
    });
  },
};

function statusOf(rule: ConfigRule, evaluatedAt: number | undefined): Shape {
  const { failure } = rule;
  return compact({
    ConfigRuleName: rule.name,
    ConfigRuleArn: rule.arn,
    ConfigRuleId: rule.id,
    LastSuccessfulInvocationTime: time(evaluatedAt),
    LastFailedInvocationTime: time(failure?.since),
    LastSuccessfulEvaluationTime: time(evaluatedAt),
    LastFailedEvaluationTime: time(failure?.since),
    FirstActivatedTime: time(rule.createdAt),
    LastErrorCode: failure?.code,
    LastErrorMessage: failure?.message,
    FirstEvaluationStarted: evaluatedAt !== undefined || failure !== undefined,
  });
}
