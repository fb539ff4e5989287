import { ServiceError } from '../../kernel/contract.js';
import type { Call, Operation, Shape } from '../../kernel/contract.js';
import { integer, texts } from '../../kernel/input.js';
import { openQueue, queueAccess } from './queue-access.js';
import { md5 } from './send-message.js';
import type { Queue, QueuedMessage } from './state.js';

const longestWait = 20;
const mostMessages = 10;

/**
 * Waits for a first message as long as the queue or the caller says. What is received is hidden until it is deleted or
 * its visibility timeout is over.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
 */
export const receiveMessage: Operation = {
  service: 'sqs',
  name: 'ReceiveMessage',
  mutating: true,
  access: queueAccess('sqs:ReceiveMessage'),
  async handle(input, call) {
    const queue = openQueue(input, call);
    const most = within(integer(input, 'MaxNumberOfMessages') ?? 1, 1, mostMessages, 'MaxNumberOfMessages');
    const wait =
      integer(input, 'WaitTimeSeconds') ?? Number(queue.attributes['ReceiveMessageWaitTimeSeconds']);
    const hidden = integer(input, 'VisibilityTimeout') ?? Number(queue.attributes['VisibilityTimeout']);
    const deadline = call.world.clock.now() + within(wait, 0, longestWait, 'WaitTimeSeconds') * 1000;
    while (visible(queue, call).length === 0 && call.world.clock.now() < deadline) await call.wait(1000);
    const found = visible(queue, call).slice(0, most);
    return found.length === 0
      ? {}
      : { Messages: found.map((message) => receive(message, hidden, input, call)) };
  },
};

function within(value: number, least: number, most: number, name: string): number {
  if (value >= least && value <= most) return value;
  throw new ServiceError(
    'InvalidParameterValue',
    `Value ${value} for parameter ${name} is invalid. Reason: Must be between ${least} and ${most}, if provided.`,
  );
}

function visible(queue: Queue, call: Call): readonly QueuedMessage[] {
  const now = call.world.clock.now();
  const oldest = now - Number(queue.attributes['MessageRetentionPeriod']) * 1000;
  return queue.inbox.filter(({ visibleAt, sentAt }) => visibleAt <= now && sentAt >= oldest);
}

function receive(message: QueuedMessage, hiddenSeconds: number, input: Shape, call: Call): Shape {
  message.received += 1;
  message.visibleAt = call.world.clock.now() + hiddenSeconds * 1000;
  message.receiptHandle = Buffer.from(call.world.random.hex(32)).toString('base64');
  const system = [
    ...(texts(input, 'AttributeNames') ?? []),
    ...(texts(input, 'MessageSystemAttributeNames') ?? []),
  ];
  const asked = texts(input, 'MessageAttributeNames') ?? [];
  const attributes = Object.entries(message.attributes).filter(([name]) => isAsked(name, asked));
  const all: Shape = {
    SenderId: message.senderId,
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.received),
  };
  const shown = Object.entries(all).filter(([name]) => system.includes('All') || system.includes(name));
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: md5(message.body),
    Body: message.body,
    ...(shown.length === 0 ? {} : { Attributes: Object.fromEntries(shown) }),
    ...(attributes.length === 0 ? {} : { MessageAttributes: Object.fromEntries(attributes) }),
  };
}

/** `All`, `.*`, a name, or the start of one with `.*` after it. */
function isAsked(name: string, asked: readonly string[]): boolean {
  return asked.some((each) =>
    each === 'All' || each === '.*'
      ? true
      : each.endsWith('.*')
        ? name.startsWith(each.slice(0, -1))
        : each === name,
  );
}
