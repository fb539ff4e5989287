import { ServiceError } from '../../kernel/contract.js';
import { findRole, roleAccess } from './find-role.js';
import { deletionSlot } from './deletions.js';
import { iamOf } from './state.js';
import type { Operation } from '../../kernel/contract.js';

export const deleteServiceLinkedRole: Operation = {
  service: 'iam',
  name: 'DeleteServiceLinkedRole',
  mutating: true,
  access: roleAccess('DeleteServiceLinkedRole'),
  handle(input, call) {
    const role = findRole(input, call);
    if (role.linkedTo === undefined)
      throw new ServiceError('InvalidInput', `${role.name} is not a service-linked role.`);
    const { world, caller } = call;
    const taskId = `task${role.path}${role.name}/${world.random.uuid()}`;
    const task = { status: 'IN_PROGRESS' };
    world.state(deletionSlot, caller.accountId, 'global')[taskId] = task;
    world.background(async () => {
      await world.clock.sleep(world.latency('iam.deleteServiceLinkedRole', 5000));
      delete iamOf(world, caller.accountId).roles[role.name];
      task.status = 'SUCCEEDED';
    });
    return { DeletionTaskId: taskId };
  },
};
