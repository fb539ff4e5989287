import { ServiceError } from '../../../kernel/contract.js';
import type { Operation } from '../../../kernel/contract.js';
import { stackSetAccess } from '../stacksets/access.js';
import { findStackSetToOperate } from '../stacksets/find.js';
import { refuseWhileActive } from '../stacksets/queue.js';

export const deleteStackSet: Operation = {
  service: 'cloudformation',
  name: 'DeleteStackSet',
  mutating: true,
  access: (input, call) => stackSetAccess('DeleteStackSet', input, call),
  handle(input, call) {
    const set = findStackSetToOperate(input, call);
    refuseWhileActive(set);
    if (Object.keys(set.instances).length > 0)
      throw new ServiceError('StackSetNotEmptyException', 'StackSet is not empty', { status: 409 });
    set.status = 'DELETED';
    return {};
  },
};
