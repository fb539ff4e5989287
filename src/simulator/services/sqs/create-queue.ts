import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { requiredText, shape, text } from '../../kernel/input.js';
import { defaultAttributes, readAttributes } from './attributes.js';
import { queueArn, queueUrl } from './queue-access.js';
import { sqsSlot } from './state.js';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
export const createQueue: Operation = {
  service: 'sqs',
  name: 'CreateQueue',
  mutating: true,
  access: (input, call) => [
    { action: 'sqs:CreateQueue', resource: queueArn(call, text(input, 'QueueName') ?? '*') },
  ],
  handle(input, call) {
    const name = requiredText(input, 'QueueName', 'InvalidParameterValue');
    if (!/^[\w-]{1,80}$/.test(name)) {
      throw new ServiceError(
        'InvalidParameterValue',
        'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
      );
    }
    const { queues } = call.world.state(sqsSlot, call.caller.accountId, call.region);
    const given = readAttributes(shape(input, 'Attributes') ?? {});
    const existing = queues[name];
    if (existing !== undefined) {
      const different = Object.entries(given).find(([key, value]) => existing.attributes[key] !== value);
      if (different === undefined) return { QueueUrl: existing.url };
      throw new ServiceError(
        'QueueNameExists',
        `A queue already exists with the same name and a different value for attribute ${different[0]}`,
      );
    }
    const now = call.world.clock.now();
    const url = queueUrl(call, name);
    queues[name] = {
      name,
      arn: queueArn(call, name),
      url,
      createdAt: now,
      changedAt: now,
      attributes: { ...defaultAttributes, ...given },
      tags: Object.fromEntries(
        Object.entries(shape(input, 'tags') ?? {}).map(([key, value]) => [key, String(value)]),
      ),
      inbox: [],
    };
    return { QueueUrl: url };
  },
};
