import type { Slot, World } from '../../kernel/contract.js';

/** What arrived at an address outside of the simulator. */
export interface Delivered {
  /** Virtual ms. */
  readonly at: number;
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly kind: 'Notification' | 'SubscriptionConfirmation';
  readonly subject?: string;
  /** What is read there: the message, or the JSON that stands around it. */
  readonly body: string;
  /** Of a SubscriptionConfirmation: what ConfirmSubscription asks for. */
  readonly token?: string;
}

/** All mail and every web endpoint of the world, the newest last; it goes nowhere else. */
const inboxSlot: Slot<{ readonly inbox: Delivered[] }> = { name: 'sns.inbox', create: () => ({ inbox: [] }) };

export function inboxOf(world: World): Delivered[] {
  return world.state(inboxSlot, 'everybody', 'global').inbox;
}
