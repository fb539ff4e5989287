/** How somebody who is, or should be, told stands. */
export const subscriptionStates = [
  /** As the org.yaml says. */
  'subscribed',
  /** Waits to be confirmed by whoever reads there. */
  'waiting',
  /** Should be there and is not. */
  'missing',
  /** Gets something else than the org.yaml says. */
  'changed',
  /** Ours, and no more in the org.yaml. */
  'surplus',
  /** Somebody else's: left alone. */
  'foreign',
] as const;

export interface SubscriptionStatus {
  readonly protocol: string;
  readonly endpoint: string;
  readonly state: (typeof subscriptionStates)[number];
  /** What a person may want to know of it. */
  readonly detail?: string | undefined;
}

/** Who is told by a topic; `unknown`: why nobody can say. */
export interface SubscriptionsStatus {
  readonly topicArn: string;
  readonly subscriptions: readonly SubscriptionStatus[];
  readonly unknown?: string | undefined;
}
