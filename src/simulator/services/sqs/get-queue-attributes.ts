import type { Operation, Shape } from '../../kernel/contract.js';
import { texts } from '../../kernel/input.js';
import { openQueue, queueAccess } from './queue-access.js';
import type { Queue } from './state.js';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
export const getQueueAttributes: Operation = {
  service: 'sqs',
  name: 'GetQueueAttributes',
  mutating: false,
  access: queueAccess('sqs:GetQueueAttributes'),
  handle(input, call) {
    const asked = texts(input, 'AttributeNames') ?? [];
    const all = Object.entries(attributesOf(openQueue(input, call), call.world.clock.now()));
    const shown = all.filter(([name]) => asked.includes('All') || asked.includes(name));
    return shown.length === 0 ? {} : { Attributes: Object.fromEntries(shown) };
  },
};

function attributesOf(queue: Queue, now: number): Shape {
  const waiting = queue.inbox.filter(({ visibleAt }) => visibleAt <= now).length;
  const delayed = queue.inbox.filter(({ visibleAt, received }) => visibleAt > now && received === 0).length;
  return {
    ...queue.attributes,
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(waiting),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    ApproximateNumberOfMessagesNotVisible: String(queue.inbox.length - waiting - delayed),
    CreatedTimestamp: String(Math.floor(queue.createdAt / 1000)),
    LastModifiedTimestamp: String(Math.floor(queue.changedAt / 1000)),
  };
}
