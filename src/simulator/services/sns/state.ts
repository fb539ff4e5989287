import type { Slot, World } from '../../kernel/contract.js';

interface Subscription {
  readonly arn: string;
  readonly protocol: string;
  readonly endpoint: string;
  /** Who asked for it. */
  readonly ownerId: string;
  /** E-mail and HTTP endpoints of strangers stay pending until they confirm. */
  pending: boolean;
}

interface Message {
  readonly id: string;
  readonly at: number;
  readonly subject?: string;
  readonly message: string;
}

export interface Topic {
  readonly name: string;
  readonly arn: string;
  readonly ownerId: string;
  /** As GetTopicAttributes names them: `Policy`, `DisplayName`, `KmsMasterKeyId`… */
  attributes: Record<string, string>;
  tags: Record<string, string>;
  subscriptions: Subscription[];
  /** What was published, the newest last. */
  inbox: Message[];
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
