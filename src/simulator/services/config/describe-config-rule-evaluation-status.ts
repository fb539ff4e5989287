import type { Operation, Shape, World } from '../../kernel/contract.js';
import { integer } from '../../kernel/input.js';
import { managedRule } from './compliance/subjects.js';
import { evaluationTime } from './rule-state.js';
import { selectRules } from './select-rules.js';
import { customerRecorder, stateOf } from './state.js';
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
    const recording = customerRecorder(stateOf(call))?.recording ?? false;
    return compact({
      ConfigRulesEvaluationStatus: items.map((rule) =>
        statusOf(call.world, rule, recording || managedRule(rule)?.trigger === 'periodic'),
      ),
      NextToken: nextToken,
    });
  },
};

/** A rule is first evaluated a while after it was put; one that changes trigger never while nothing records. */
function statusOf(world: World, rule: ConfigRule, runs: boolean): Shape {
  const due = rule.evaluationRequestedAt + evaluationTime(world);
  const evaluated = runs && world.clock.now() >= due;
  return compact({
    ConfigRuleName: rule.name,
    ConfigRuleArn: rule.arn,
    ConfigRuleId: rule.id,
    LastSuccessfulInvocationTime: evaluated ? time(due) : undefined,
    LastSuccessfulEvaluationTime: evaluated ? time(due) : undefined,
    FirstActivatedTime: time(rule.createdAt),
    FirstEvaluationStarted: evaluated,
  });
}
