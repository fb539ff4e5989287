import type { Slot, World } from '../../kernel/contract.js';

export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  /** Who asked for it. */
  readonly ownerId: string;
  /** E-mail and HTTP endpoints of strangers stay pending until they confirm. */
  pending: boolean;
  /** What the endpoint is sent, and gives back to confirm. */
  token: string;
  /** When the token was sent, virtual ms. */
  askedAt: number;
  /** As GetSubscriptionAttributes names them: `FilterPolicy`, `FilterPolicyScope`, `RawMessageDelivery`… */
  attributes: Record<string, string>;
  readonly history: { delivered: number; failures: number; lastError?: string };
}

export interface Topic {
  readonly name: string;
  readonly arn: string;
  readonly ownerId: string;
  /** As GetTopicAttributes names them: `Policy`, `DisplayName`, `KmsMasterKeyId`… */
  attributes: Record<string, string>;
  tags: Record<string, string>;
  subscriptions: Subscription[];
}

export interface SnsState {
  /** By name. */
  topics: Record<string, Topic>;
}

export const snsSlot: Slot<SnsState> = { name: 'sns', create: () => ({ topics: {} }) };

/** "You can't delete a subscription that's pending", and after 48 hours SNS does. Source: sns-delete-subscription-topic */
const unconfirmedLifeMs = 48 * 3_600_000;

/** The topic behind an ARN, without those who never confirmed. */
export function topicOf(world: World, arn: string): Topic | undefined {
  const match = /^arn:[^:]+:sns:([^:]+):(\d{12}):([\w-]+)$/.exec(arn);
  if (!match?.[1] || !match[2] || !match[3]) return undefined;
  const topic = world.state(snsSlot, match[2], match[1]).topics[match[3]];
  const oldest = world.clock.now() - unconfirmedLifeMs;
  if (topic?.subscriptions.some(({ pending, askedAt }) => pending && askedAt < oldest))
    topic.subscriptions = topic.subscriptions.filter(({ pending, askedAt }) => !pending || askedAt >= oldest);
  return topic;
}

/** The subscription behind an ARN, which begins with that of its topic. */
export function subscriptionOf(world: World, arn: string): Subscription | undefined {
  const topic = topicOf(world, arn.split(':').slice(0, 6).join(':'));
  return topic?.subscriptions.find((subscription) => subscription.arn === arn);
}
