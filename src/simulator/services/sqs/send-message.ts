import { createHash } from 'node:crypto';
import { ServiceError } from '../../kernel/contract.js';
import type { Operation, Shape } from '../../kernel/contract.js';
import { integer, isShape, requiredText, shape, text } from '../../kernel/input.js';
import { openQueue, queueAccess } from './queue-access.js';
import type { MessageAttribute } from './state.js';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export const sendMessage: Operation = {
  service: 'sqs',
  name: 'SendMessage',
  mutating: true,
  access: queueAccess('sqs:SendMessage'),
  handle(input, call) {
    const queue = openQueue(input, call);
    const body = requiredText(input, 'MessageBody', 'MissingParameter');
    const most = Number(queue.attributes['MaximumMessageSize']);
    if (Buffer.byteLength(body) > most) {
      throw new ServiceError(
        'InvalidParameterValue',
        `One or more parameters are invalid. Reason: Message must be shorter than ${most} bytes.`,
      );
    }
    const now = call.world.clock.now();
    const delay = integer(input, 'DelaySeconds') ?? Number(queue.attributes['DelaySeconds']);
    const id = call.world.random.uuid();
    queue.inbox.push({
      id,
      body,
      attributes: readMessageAttributes(shape(input, 'MessageAttributes') ?? {}),
      senderId: call.caller.userId,
      sentAt: now,
      visibleAt: now + delay * 1000,
      received: 0,
    });
    return { MessageId: id, MD5OfMessageBody: md5(body) };
  },
};

export function md5(body: string): string {
  return createHash('md5').update(body).digest('hex');
}

function readMessageAttributes(given: Shape): Record<string, MessageAttribute> {
  return Object.fromEntries(
    Object.entries(given)
      .filter((entry): entry is [string, Shape] => isShape(entry[1]))
      .map(([name, value]) => [
        name,
        {
          DataType: text(value, 'DataType') ?? 'String',
          ...(value['BinaryValue'] === undefined
            ? { StringValue: text(value, 'StringValue') ?? '' }
            : { BinaryValue: text(value, 'BinaryValue') ?? '' }),
        },
      ]),
  );
}
