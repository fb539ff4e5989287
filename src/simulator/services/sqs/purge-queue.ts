import type { Operation } from '../../kernel/contract.js';
import { openQueue, queueAccess } from './queue-access.js';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html */
export const purgeQueue: Operation = {
  service: 'sqs',
  name: 'PurgeQueue',
  mutating: true,
  access: queueAccess('sqs:PurgeQueue'),
  handle(input, call) {
    openQueue(input, call).inbox = [];
    return {};
  },
};
