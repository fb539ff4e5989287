import { ServiceError } from '../../kernel/contract.js';
import type { Access, Operation } from '../../kernel/contract.js';
import { texts } from '../../kernel/input.js';
import { ruleArn } from './arns.js';
import { evaluateLater } from './compliance/run.js';
import { validation } from './errors.js';
import { ruleStateOf } from './rule-state.js';
import { rulesNamed } from './select-rules.js';
import { placeOf, stateOf } from './state.js';

const minute = 60_000;

/** https://docs.aws.amazon.com/config/latest/APIReference/API_StartConfigRulesEvaluation.html */
export const startConfigRulesEvaluation: Operation = {
  service: 'config',
  name: 'StartConfigRulesEvaluation',
  mutating: true,
  access: (input, call) =>
    (texts(input, 'ConfigRuleNames') ?? []).map((name): Access => {
      return {
        action: 'config:StartConfigRulesEvaluation',
        resource: stateOf(call).rules[name]?.arn ?? ruleArn(call, '*'),
      };
    }),
  handle(input, call) {
    const names = texts(input, 'ConfigRuleNames') ?? [];
    if (names.length === 0) {
      throw validation(
        "1 validation error detected: Value '[]' at 'configRuleNames' failed to satisfy constraint: Member must have length greater than or equal to 1",
      );
    }
    const rules = rulesNamed(names, call);
    const now = call.world.clock.now();
    for (const rule of rules) {
      if (ruleStateOf(call.world, rule) === 'EVALUATING' || now < rule.evaluationRequestedAt + minute) {
        throw new ServiceError(
          'LimitExceededException',
          `An evaluation is in progress or you called the operation more than once per minute for rule ${rule.name}.`,
        );
      }
    }
    for (const rule of rules) {
      rule.evaluationRequestedAt = now;
      delete rule.failure;
      evaluateLater(call.world, placeOf(call), rule);
    }
    return {};
  },
};
