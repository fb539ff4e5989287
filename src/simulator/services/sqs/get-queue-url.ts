import type { Operation } from '../../kernel/contract.js';
import { requiredText, text } from '../../kernel/input.js';
import { noSuchQueue, queueArn } from './queue-access.js';
import { queueOf } from './state.js';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueUrl.html */
export const getQueueUrl: Operation = {
  service: 'sqs',
  name: 'GetQueueUrl',
  mutating: false,
  access(input, call) {
    const arn = queueArn(call, text(input, 'QueueName') ?? '*', text(input, 'QueueOwnerAWSAccountId'));
    const resourcePolicy = queueOf(call.world, arn)?.attributes['Policy'];
    const ownerAccountId = arn.split(':')[4] ?? '';
    return [
      {
        action: 'sqs:GetQueueUrl',
        resource: arn,
        ownerAccountId,
        ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
      },
    ];
  },
  handle(input, call) {
    const name = requiredText(input, 'QueueName', 'InvalidParameterValue');
    const queue = queueOf(call.world, queueArn(call, name, text(input, 'QueueOwnerAWSAccountId')));
    if (queue === undefined) throw noSuchQueue();
    return { QueueUrl: queue.url };
  },
};
