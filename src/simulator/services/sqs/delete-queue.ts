import type { Operation } from '../../kernel/contract.js';
import { openQueue, queueAccess } from './queue-access.js';
import { sqsSlot } from './state.js';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html */
export const deleteQueue: Operation = {
  service: 'sqs',
  name: 'DeleteQueue',
  mutating: true,
  access: queueAccess('sqs:DeleteQueue'),
  handle(input, call) {
    const { name, arn } = openQueue(input, call);
    delete call.world.state(sqsSlot, arn.split(':')[4] ?? '', call.region).queues[name];
    return {};
  },
};
