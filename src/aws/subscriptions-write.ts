import type { SNSClient } from '@aws-sdk/client-sns';
import type { SubscriptionsWritePort } from '../apply/ports.js';
import type { Clock } from '../model/clock.js';
import type { DesiredSubscription } from '../model/desired.js';
import type { RegionName, Target } from '../model/target.js';
import { LookRefused } from '../observed/look-refused.js';
import type { Clients, Session } from './clients.js';
import type { Doors } from './doors.js';
import { absentIf, isAws, isDenied } from './errors.js';
import { patiently } from './patiently.js';
import { roleRefused } from './role-refused.js';
import { notFound } from './topic-read.js';

/**
 * Milliseconds: a role that was made or changed with the hub a moment ago is known everywhere only some time after.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 */
const patience = 60_000;

/** Subscriptions to our topics, through the role aggregator-admin; nothing stands in, since the hub comes before. */
export function subscriptionsWritePort(
  doors: Doors,
  clients: Clients,
  { accountId }: Target,
  clock: Clock,
  signal: AbortSignal,
): SubscriptionsWritePort {
  const sessions = doors.memo<Session>();
  const patienceWith = (error: unknown) => (error instanceof LookRefused || isDenied(error) ? patience : 0);
  const send = async <T>(region: RegionName, call: (client: SNSClient) => Promise<T>): Promise<T> => {
    const once = async () => {
      const session = await sessions.get(accountId, '', () =>
        doors.open(accountId, 'aggregator-admin', undefined),
      );
      return call(await clients.sns(session, region));
    };
    return patiently(once, patienceWith, { clock, signal }).catch((error: unknown) => {
      throw roleRefused(error, accountId);
    });
  };
  return {
    async put(topic, subscription, known) {
      const subscribe = (client: SNSClient) => subscribeOrFind(client, topic.arn, subscription);
      const arn = known ?? (await send(topic.region, subscribe));
      if (arn !== undefined) await send(topic.region, (client) => change(client, arn, subscription));
    },
    async delete({ region }, SubscriptionArn) {
      const { UnsubscribeCommand } = await import('@aws-sdk/client-sns');
      await send(region, (client) =>
        absentIf(notFound, () => client.send(new UnsubscribeCommand({ SubscriptionArn }))),
      );
    },
  };
}

/**
 * Subscribes.
 *
 * @returns the ARN of one that was there before with another filter, which a look without permission did not show;
 * `undefined`: there is nothing more to do.
 */
async function subscribeOrFind(
  client: SNSClient,
  TopicArn: string,
  subscription: DesiredSubscription,
): Promise<string | undefined> {
  const { paginateListSubscriptionsByTopic, SubscribeCommand } = await import('@aws-sdk/client-sns');
  const { protocol: Protocol, endpoint: Endpoint } = subscription;
  const Attributes = attributesOf(subscription);
  try {
    await client.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint, Attributes }));
    return undefined;
  } catch (error) {
    // AWS says this of attributes that differ, and of much else: then the list does not hold it, or the change fails too.
    if (!isAws(error, 'InvalidParameterException', 'InvalidParameter')) throw error;
    for await (const page of paginateListSubscriptionsByTopic({ client }, { TopicArn }))
      for (const found of page.Subscriptions ?? [])
        if (found.Protocol === Protocol && found.Endpoint === Endpoint)
          // One that waits can't be changed: the run after its confirmation does that.
          return found.SubscriptionArn?.startsWith('arn:') ? found.SubscriptionArn : undefined;
    throw error;
  }
}

async function change(
  client: SNSClient,
  SubscriptionArn: string,
  subscription: DesiredSubscription,
): Promise<void> {
  const { SetSubscriptionAttributesCommand } = await import('@aws-sdk/client-sns');
  // In their order: a filter with levels is refused where the scope is still that of attributes.
  for (const [AttributeName, AttributeValue] of Object.entries(attributesOf(subscription)))
    await client.send(
      new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }),
    );
}

function attributesOf({ filterPolicy, protocol, raw }: DesiredSubscription): Record<string, string> {
  return {
    FilterPolicyScope: 'MessageBody',
    FilterPolicy: filterPolicy,
    // Mail has no such attribute.
    ...(protocol === 'email' ? {} : { RawMessageDelivery: String(raw) }),
  };
}
