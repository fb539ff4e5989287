import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { requiredText } from '../../kernel/input.js';
import { openQueue, queueAccess } from './queue-access.js';

/** The handle of an earlier receipt is taken and has no effect. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html */
export const deleteMessage: Operation = {
  service: 'sqs',
  name: 'DeleteMessage',
  mutating: true,
  access: queueAccess('sqs:DeleteMessage'),
  handle(input, call) {
    const queue = openQueue(input, call);
    const handle = requiredText(input, 'ReceiptHandle', 'MissingParameter');
    if (!/^[A-Za-z0-9+/]+=*$/.test(handle)) {
      throw new ServiceError(
        'ReceiptHandleIsInvalid',
        `The input receipt handle "${handle}" is not a valid receipt handle.`,
        { status: 404 },
      );
    }
    queue.inbox = queue.inbox.filter((message) => message.receiptHandle !== handle);
    return {};
  },
};
