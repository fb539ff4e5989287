import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { requiredText, text } from '../../kernel/input.js';
import { openBus, ruleAccess } from './bus-access.js';

/** A rule that is gone is no error. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteRule.html */
export const deleteRule: Operation = {
  service: 'events',
  name: 'DeleteRule',
  mutating: true,
  access: ruleAccess('events:DeleteRule', 'Name'),
  handle(input, call) {
    const bus = openBus(text(input, 'EventBusName'), call);
    const name = requiredText(input, 'Name');
    if (Object.keys(bus.rules[name]?.targets ?? {}).length > 0) {
      throw new ServiceError('ValidationException', "Rule can't be deleted since it has targets.");
    }
    delete bus.rules[name];
    return {};
  },
};
