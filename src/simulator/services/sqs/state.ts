import type { Slot, World } from '../../kernel/contract.js';

/** As JSON has it: `{StringValue, DataType}`. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

export interface QueuedMessage {
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
  readonly senderId: string;
  readonly sentAt: number;
  /** From when on it can be received (again). */
  visibleAt: number;
  receiptHandle?: string;
  received: number;
}

export interface Queue {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly createdAt: number;
  changedAt: number;
  /** As GetQueueAttributes names them, without those that are counted. */
  attributes: Record<string, string>;
  tags: Record<string, string>;
  /** The oldest first. */
  inbox: QueuedMessage[];
}

export interface SqsState {
  /** By name. */
  queues: Record<string, Queue>;
}

export const sqsSlot: Slot<SqsState> = { name: 'sqs', create: () => ({ queues: {} }) };

/** The queue behind an ARN. */
export function queueOf(world: World, arn: string): Queue | undefined {
  const match = /^arn:[^:]+:sqs:([^:]+):(\d{12}):([\w-]+)$/.exec(arn);
  if (!match?.[1] || !match[2] || !match[3]) return undefined;
  return world.state(sqsSlot, match[2], match[1]).queues[match[3]];
}
