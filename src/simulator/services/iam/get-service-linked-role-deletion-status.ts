import { ServiceError } from '../../kernel/contract.js';
import { requiredText, text } from '../../kernel/input.js';
import { deletionSlot } from './deletions.js';
import type { Operation } from '../../kernel/contract.js';

export const getServiceLinkedRoleDeletionStatus: Operation = {
  service: 'iam',
  name: 'GetServiceLinkedRoleDeletionStatus',
  mutating: false,
  access: (input, call) => [
    {
      action: 'iam:GetServiceLinkedRoleDeletionStatus',
      resource: `arn:${call.world.partition}:iam::${call.caller.accountId}:role/${(text(input, 'DeletionTaskId') ?? '').replace(/^task\/|\/[^/]+$/g, '')}`,
    },
  ],
  handle(input, call) {
    const taskId = requiredText(input, 'DeletionTaskId', 'ValidationError');
    const task = call.world.state(deletionSlot, call.caller.accountId, 'global')[taskId];
    if (!task)
      throw new ServiceError('NoSuchEntity', `Deletion task ${taskId} cannot be found.`, { status: 404 });
    return { Status: task.status };
  },
};
