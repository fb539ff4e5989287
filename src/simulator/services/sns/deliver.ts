import { ServiceError } from '../../kernel/contract.js';
import type { World } from '../../kernel/contract.js';
import { isShape, text } from '../../kernel/input.js';
import { serviceCaller } from '../iam/callers.js';
import { queueOf } from '../sqs/state.js';
import { envelope, messageFor } from './envelope.js';
import type { Notice } from './envelope.js';
import { wants } from './filter-policy.js';
import { inboxOf } from './inbox.js';
import type { Subscription, Topic } from './state.js';

const snsPrincipal = 'sns.amazonaws.com';

/** Assumed: a moment. */
const usualDelay = 100;

/** Gives a published message to every confirmed subscription that wants it, a moment later. */
export function fanOut(world: World, topic: Topic, notice: Notice): void {
  for (const subscription of topic.subscriptions) {
    if (subscription.pending || !wants(subscription, notice)) continue;
    world.background(async () => {
      await world.clock.sleep(world.latency('topicDelivery', usualDelay));
      await deliver(world, topic, subscription, notice);
    });
  }
}

async function deliver(
  world: World,
  topic: Topic,
  subscription: Subscription,
  notice: Notice,
): Promise<void> {
  const { history, endpoint } = subscription;
  try {
    await hand(world, topic, subscription, endpoint, notice);
    history.delivered += 1;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    history.failures += 1;
    history.lastError = `${error.code}: ${error.message}`;
    await bury(world, topic, subscription, notice);
  }
}

/** Puts the message where the protocol says. Phones, applications and functions are nobody's here. */
async function hand(
  world: World,
  topic: Topic,
  subscription: Subscription,
  endpoint: string,
  notice: Notice,
): Promise<void> {
  const { protocol, attributes } = subscription;
  const raw = attributes['RawMessageDelivery'] === 'true';
  const body =
    raw || protocol === 'email' ? messageFor(subscription, notice) : envelope(world, subscription, notice);
  if (protocol === 'sqs') {
    await send(world, topic, endpoint, body, raw ? notice.attributes : {});
    return;
  }
  inboxOf(world).push({
    at: world.clock.now(),
    topicArn: topic.arn,
    protocol,
    endpoint,
    kind: 'Notification',
    ...(protocol === 'email' ? { subject: notice.subject ?? 'AWS Notification Message' } : {}),
    body,
  });
}

/** As SNS on behalf of the topic: the queue's policy decides. */
async function send(
  world: World,
  topic: Topic,
  queueArn: string,
  body: string,
  attributes: Notice['attributes'],
): Promise<void> {
  const queue = queueOf(world, queueArn);
  if (queue === undefined) throw new ServiceError('QueueDoesNotExist', 'The specified queue does not exist.');
  const caller = serviceCaller(snsPrincipal, { accountId: topic.ownerId, arn: topic.arn });
  const input = { QueueUrl: queue.url, MessageBody: body, MessageAttributes: attributes };
  await world.invoke('sqs', 'SendMessage', input, { caller, region: queueArn.split(':')[3] ?? '' });
}

/** What could not be delivered goes to the subscription's dead-letter queue, where it has one that takes it. */
async function bury(world: World, topic: Topic, subscription: Subscription, notice: Notice): Promise<void> {
  const { RedrivePolicy } = subscription.attributes;
  if (RedrivePolicy === undefined) return;
  const policy: unknown = JSON.parse(RedrivePolicy);
  const queue = isShape(policy) ? text(policy, 'deadLetterTargetArn') : undefined;
  if (queue === undefined) return;
  try {
    await send(world, topic, queue, envelope(world, subscription, notice), {});
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    subscription.history.lastError = `dead-letter queue: ${error.code}: ${error.message}`;
  }
}
