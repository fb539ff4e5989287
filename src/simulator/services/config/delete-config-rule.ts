import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { requiredText, text } from '../../kernel/input.js';
import { ruleArn } from './arns.js';
import { dropResultsOfRule } from './compliance/keep.js';
import { noSuchRule } from './errors.js';
import { placeOf, stateOf } from './state.js';

/**
 * Deletes a rule after its results (`configRuleDeletion`, virtual ms); until then it is DELETING.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_DeleteConfigRule.html
 */
export const deleteConfigRule: Operation = {
  service: 'config',
  name: 'DeleteConfigRule',
  mutating: true,
  access: (input, call) => [
    {
      action: 'config:DeleteConfigRule',
      resource: stateOf(call).rules[text(input, 'ConfigRuleName') ?? '']?.arn ?? ruleArn(call, '*'),
    },
  ],
  handle(input, call) {
    const name = requiredText(input, 'ConfigRuleName');
    const { world } = call;
    const state = stateOf(call);
    const rule = state.rules[name];
    if (rule === undefined) throw noSuchRule(name);
    if (rule.deletingSince !== undefined) {
      throw new ServiceError(
        'ResourceInUseException',
        `The rule ${name} is currently being deleted. Please retry after some time`,
      );
    }
    rule.deletingSince = world.clock.now();
    world.background(async () => {
      await world.clock.sleep(world.latency('configRuleDeletion', 2_000));
      delete state.rules[name];
      dropResultsOfRule(world, placeOf(call), name);
      delete state.tags[rule.arn];
    });
    return {};
  },
};
