import { ServiceError } from '../../../kernel/contract.js';
import type { Operation } from '../../../kernel/contract.js';
import { stackSetAccess } from '../stacksets/access.js';
import { findOperation } from '../stacksets/find-operation.js';
import { findStackSetToOperate } from '../stacksets/find.js';
import { stopOperation } from '../stacksets/queue.js';

export const stopStackSetOperation: Operation = {
  service: 'cloudformation',
  name: 'StopStackSetOperation',
  mutating: true,
  access: (input, call) => stackSetAccess('StopStackSetOperation', input, call),
  handle(input, call) {
    const set = findStackSetToOperate(input, call);
    const operation = findOperation(input, set);
    if (operation.status !== 'RUNNING' && operation.status !== 'QUEUED') {
      throw new ServiceError(
        'InvalidOperationException',
        `Operation ${operation.id} can not be stopped, it is in ${operation.status} state`,
      );
    }
    stopOperation(call.world, set, operation);
    return {};
  },
};
