import { chatEndpoint } from '../model/chat.js';
import type { DesiredNotifications, DesiredSubscription, DesiredTopic } from '../model/desired.js';
import type { Observed, ObservedSubscription, SubscriptionsLook } from '../model/observed.js';
import type { SubscriptionsStatus, SubscriptionStatus } from '../model/subscription-status.js';
import { compareText } from '../model/target.js';
import { addressKey, isOurs, subscriptionDifferences } from './subscription-actions.js';

/** Everybody who is told or should be, topic by topic, in the order of their addresses. */
export function subscriptionsStatus(
  wanted: DesiredNotifications | undefined,
  looks: Observed['subscriptions'],
): readonly SubscriptionsStatus[] {
  return (wanted?.topics ?? []).map((topic) =>
    topicStatus(topic, wanted?.refused ?? [], looks.get(topic.region)),
  );
}

function topicStatus(
  { arn: topicArn, subscriptions }: DesiredTopic,
  tooLarge: DesiredNotifications['refused'],
  look: SubscriptionsLook | undefined,
): SubscriptionsStatus {
  if (!look?.seen) return { topicArn, subscriptions: [], unknown: look?.reason ?? 'nobody looked' };
  const found = new Map(look.subscriptions.map((one) => [addressKey(one), one]));
  const refused = tooLarge.map(({ protocol, endpoint, reason }): SubscriptionStatus => {
    const state = found.has(addressKey({ protocol, endpoint })) ? 'changed' : 'missing';
    return { protocol, endpoint, state, detail: reason };
  });
  const asked = subscriptions.map((one) => statusOf(one, found.get(addressKey(one))));
  const named = new Set([...subscriptions, ...tooLarge].map(addressKey));
  const left = look.subscriptions.filter((one) => !named.has(addressKey(one))).map(leftOver);
  return {
    topicArn,
    subscriptions: [...asked, ...refused, ...left].toSorted((a, b) =>
      compareText(addressKey(a), addressKey(b)),
    ),
  };
}

function statusOf(wanted: DesiredSubscription, found: ObservedSubscription | undefined): SubscriptionStatus {
  const { protocol, endpoint } = wanted;
  const base = { protocol, endpoint };
  if (found === undefined)
    return endpoint === chatEndpoint
      ? { ...base, state: 'waiting', detail: 'no configuration of a channel names the topic yet' }
      : { ...base, state: 'missing' };
  if (found.arn === undefined)
    return { ...base, state: 'waiting', detail: 'Amazon SNS drops it 48 hours after it asked' };
  if (found.settings === undefined)
    return {
      ...base,
      state: 'changed',
      detail: `account ${found.accountId} subscribed it, with its own filter`,
    };
  const differences = subscriptionDifferences(wanted, found);
  return differences.length === 0
    ? { ...base, state: 'subscribed' }
    : {
        ...base,
        state: 'changed',
        detail: `other than it should be: ${differences.map(({ field }) => field).join(', ')}`,
      };
}

/** Not in the org.yaml. */
function leftOver(one: ObservedSubscription): SubscriptionStatus {
  const { protocol, endpoint } = one;
  if (isOurs(one)) return { protocol, endpoint, state: 'surplus' };
  return {
    protocol,
    endpoint,
    state: 'foreign',
    ...(one.arn === undefined ? { detail: 'waits to be confirmed' } : {}),
  };
}
