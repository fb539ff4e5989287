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

/** The topic behind an ARN. */
export function topicOf(world: World, arn: string): Topic | undefined {
  const match = /^arn:[^:]+:sns:([^:]+):(\d{12}):([\w-]+)$/.exec(arn);
  if (!match?.[1] || !match[2] || !match[3]) return undefined;
  return world.state(snsSlot, match[2], match[1]).topics[match[3]];
}

/** The subscription behind an ARN, which begins with that of its topic. */
export function subscriptionOf(world: World, arn: string): Subscription | undefined {
  const topic = topicOf(world, arn.split(':').slice(0, 6).join(':'));
  return topic?.subscriptions.find((subscription) => subscription.arn === arn);
}
