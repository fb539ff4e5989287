import { isOurFilter, parsedPolicy } from '../desired/filter-policy.js';
import { chatEndpoint } from '../model/chat.js';
import { digest } from '../model/digest.js';
import type {
  DesiredNotifications,
  DesiredStackSet,
  DesiredSubscription,
  DesiredTopic,
} from '../model/desired.js';
import type { ObservedSubscription } from '../model/observed.js';
import type { DeleteSubscription, Difference, Obstacle, PutSubscription } from '../model/plan.js';
import type { RegionName } from '../model/target.js';
import { field } from './differences.js';
import type { Situation } from './situation.js';

/** Of one topic. */
export interface SubscriptionDecisions {
  /** The StackSet of the topic: its changes come first. */
  readonly stackSet: string | undefined;
  /** Without what they depend on. */
  readonly put: readonly Omit<PutSubscription, 'dependsOn'>[];
  readonly delete: readonly Omit<DeleteSubscription, 'dependsOn'>[];
  readonly obstacles: readonly Obstacle[];
  readonly warnings: readonly string[];
}

const nothing = { put: [], delete: [], warnings: [] } as const;

/** Who is to be subscribed, changed or unsubscribed, topic by topic; whoever others subscribed is left alone. */
export function decideSubscriptions(situation: Situation): readonly SubscriptionDecisions[] {
  const { notifications, administratorAccountId, prefix } = situation.desired;
  if (notifications === undefined) return [];
  return notifications.topics.map((topic, index): SubscriptionDecisions => {
    const { region } = topic;
    const place = { accountId: administratorAccountId, region };
    // Told once, however many topics there are.
    const refused = (index === 0 ? notifications.refused : []).map(({ reason, instructions }) => ({
      ...place,
      reason,
      instructions,
    }));
    const stackSet = topicStackSet(situation, region);
    const look = situation.observed.subscriptions.get(region);
    const made = { stackSet: stackSet?.name, obstacles: refused };
    // A topic that is still to come has nobody, whoever one of its name tells that goes before.
    if (stackSet && situation.state(stackSet, administratorAccountId) === 'missing')
      return { ...made, ...decide(topic, notifications.refused, []) };
    if (look?.seen) return { ...made, ...decide(topic, notifications.refused, look.subscriptions) };
    if (!topicIsCurrent(situation, region)) return { ...made, ...decide(topic, notifications.refused, []) };
    const obstacle: Obstacle = {
      ...place,
      reason: `it could not be seen who is subscribed to topic ${prefix}: ${look?.reason ?? 'nobody looked'}`,
      instructions: `Check that ${prefix}-aggregator-admin trusts the caller (organization.callers), and run again.`,
    };
    return { ...made, ...nothing, obstacles: [...refused, obstacle] };
  });
}

/** The StackSet that has the topic of a Region. */
function topicStackSet({ desired }: Situation, region: RegionName): DesiredStackSet | undefined {
  return desired.stackSets.find(
    (one) => one.region === region && (one.kind === 'hub' || one.kind === 'notify'),
  );
}

/**
 * Whether a topic, and the role that looks at its subscriptions, which is part of the hub, are there as they should be:
 * then a look is not refused.
 */
export function topicIsCurrent(situation: Situation, region: RegionName): boolean {
  const { desired, observed } = situation;
  const hub = desired.stackSets.find(({ kind }) => kind === 'hub');
  return [hub, topicStackSet(situation, region)].every(
    (stackSet) =>
      stackSet === undefined ||
      (observed.stackSets.get(stackSet.name)?.templateDigest === stackSet.templateDigest &&
        situation.state(stackSet, desired.administratorAccountId) === 'standing'),
  );
}

function decide(
  { arn, region, subscriptions }: DesiredTopic,
  refused: DesiredNotifications['refused'],
  found: readonly ObservedSubscription[],
): Pick<SubscriptionDecisions, 'put' | 'delete' | 'warnings'> {
  const topic = { arn, region };
  const byAddress = new Map(found.map((one) => [addressKey(one), one]));
  const named = new Set([...subscriptions, ...refused].map(addressKey));
  const waiting: ObservedSubscription[] = [];
  const otherAccounts: ObservedSubscription[] = [];
  let chatIsMissing = false;
  const put = subscriptions.flatMap((subscription): SubscriptionDecisions['put'] => {
    const there = byAddress.get(addressKey(subscription));
    const base = {
      type: 'put-subscription',
      id: `put-subscription/${region}/${addressKey(subscription)}`,
      destructive: false,
      topic,
      subscription,
    } as const;
    if (there === undefined) {
      // What the service subscribes by itself it has to find as it left it.
      if (subscription.endpoint === chatEndpoint) {
        chatIsMissing = true;
        return [];
      }
      return [{ ...base, change: 'create', differences: [] }];
    }
    if (there.arn === undefined) {
      waiting.push(there);
      return [];
    }
    if (there.settings === undefined) {
      otherAccounts.push(there);
      return [];
    }
    const differences = subscriptionDifferences(subscription, there);
    return differences.length === 0 ? [] : [{ ...base, change: 'update', arn: there.arn, differences }];
  });
  const left = found.filter((one) => !named.has(addressKey(one)));
  return {
    put,
    delete: left.filter(isOurs).map((one) => ({
      type: 'delete-subscription',
      id: `delete-subscription/${region}/${addressKey(one)}`,
      destructive: true,
      topic,
      subscription: { protocol: one.protocol, endpoint: one.endpoint, arn: one.arn },
    })),
    warnings: [
      ...waitingWarnings(waiting),
      ...otherAccounts.map(
        ({ endpoint, accountId }) =>
          `${endpoint} was subscribed by account ${accountId}, which alone can change its filter.`,
      ),
      ...(chatIsMissing
        ? [
            `AWS’s chat service is not subscribed: name ${arn} in the configuration of a channel, and run again for its filter.`,
          ]
        : []),
    ],
  };
}

/** What is to be changed in one that is there. */
export function subscriptionDifferences(
  wanted: DesiredSubscription,
  { settings }: ObservedSubscription,
): readonly Difference[] {
  if (settings === undefined) return [];
  const { filterPolicy, filterScope, raw } = settings;
  const isSame = filterPolicy !== undefined && sameJson(filterPolicy, wanted.filterPolicy);
  return [
    ...(isSame ? [] : field('filter', filterPolicy, wanted.filterPolicy)),
    ...field('filterScope', filterPolicy === undefined ? undefined : filterScope, 'MessageBody'),
    ...field('raw', String(raw), String(wanted.raw)),
  ];
}

/**
 * Did orgsecrets subscribe it? Its filter says so. That of the chat service is the service's own, whatever filter it has,
 * and one that waits to be confirmed says nothing.
 */
export function isOurs(one: ObservedSubscription): one is ObservedSubscription & { readonly arn: string } {
  return one.arn !== undefined && one.endpoint !== chatEndpoint && isOurFilter(one.settings?.filterPolicy);
}

export function addressKey({
  protocol,
  endpoint,
}: Pick<ObservedSubscription, 'protocol' | 'endpoint'>): string {
  return `${protocol}/${endpoint}`;
}

/** 48 hours: https://docs.aws.amazon.com/sns/latest/dg/sns-delete-subscription-topic.html */
function waitingWarnings(waiting: readonly ObservedSubscription[]): readonly string[] {
  const addresses = waiting.map(({ endpoint }) => endpoint).join(', ');
  return waiting.length === 0
    ? []
    : [
        `Subscriptions wait to be confirmed by whoever reads there; Amazon SNS drops them 48 hours after it asked, and the next apply asks again: ${addresses}.`,
      ];
}

function sameJson(a: string, b: string): boolean {
  return a === b || digest(sorted(parsedPolicy(a))) === digest(sorted(parsedPolicy(b)));
}

/** In whatever order a list comes back, it means the same. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => digest(sorted(one))).sort();
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sorted(inner)]));
}
