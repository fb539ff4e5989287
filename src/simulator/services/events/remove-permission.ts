import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { flag, requiredText, text } from '../../kernel/input.js';
import { openBus } from './bus-access.js';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RemovePermission.html */
export const removePermission: Operation = {
  service: 'events',
  name: 'RemovePermission',
  mutating: true,
  handle(input, call) {
    const bus = openBus(text(input, 'EventBusName'), call);
    if (Object.keys(bus.policy).length === 0) {
      throw new ServiceError('ResourceNotFoundException', 'EventBus does not have a policy.');
    }
    if (flag(input, 'RemoveAllPermissions') ?? false) bus.policy = {};
    else {
      const sid = requiredText(input, 'StatementId');
      if (bus.policy[sid] === undefined) {
        throw new ServiceError('ResourceNotFoundException', 'Statement with the provided id does not exist.');
      }
      delete bus.policy[sid];
    }
    bus.changedAt = call.world.clock.now();
    return {};
  },
};
