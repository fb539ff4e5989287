import type { Operation } from '../../kernel/contract.js';
import { integer, text } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import { queueArn } from './queue-access.js';
import { sqsSlot } from './state.js';

/** At most 1,000, in pages only for who asks for them. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html */
export const listQueues: Operation = {
  service: 'sqs',
  name: 'ListQueues',
  mutating: false,
  access: (_input, call) => [{ action: 'sqs:ListQueues', resource: queueArn(call, '*') }],
  handle(input, call) {
    const prefix = text(input, 'QueueNamePrefix') ?? '';
    const { queues } = call.world.state(sqsSlot, call.caller.accountId, call.region);
    const all = Object.values(queues)
      .filter(({ name }) => name.startsWith(prefix))
      .map(({ url }) => url)
      .sort();
    const { items, nextToken } = page(call.world, all, {
      token: text(input, 'NextToken'),
      limit: integer(input, 'MaxResults'),
      defaultSize: 1000,
    });
    return items.length === 0 && nextToken === undefined ? {} : { QueueUrls: items, NextToken: nextToken };
  },
};
