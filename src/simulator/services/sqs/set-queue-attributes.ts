import type { Operation } from '../../kernel/contract.js';
import { shape } from '../../kernel/input.js';
import { readAttributes } from './attributes.js';
import { openQueue, queueAccess } from './queue-access.js';

/** The empty text takes an attribute away. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
export const setQueueAttributes: Operation = {
  service: 'sqs',
  name: 'SetQueueAttributes',
  mutating: true,
  access: queueAccess('sqs:SetQueueAttributes'),
  handle(input, call) {
    const queue = openQueue(input, call);
    const attributes = { ...queue.attributes, ...readAttributes(shape(input, 'Attributes') ?? {}) };
    queue.attributes = Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ''));
    queue.changedAt = call.world.clock.now();
    return {};
  },
};
