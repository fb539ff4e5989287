import type { SNSClient, Subscription } from '@aws-sdk/client-sns';
import { mapBounded } from '../concurrency/map-bounded.js';
import type { ObservedSubscription } from '../model/observed.js';
import type { AccountId } from '../model/target.js';
import type { MembersPort } from '../observed/ports.js';
import { absentIf, required } from './errors.js';

/** Well under what SNS allows. https://docs.aws.amazon.com/general/latest/gr/sns.html */
const concurrentReads = 8;

/** What SNS says of a topic or a subscription that is gone. */
export const notFound = ['NotFoundException', 'NotFound'];

/**
 * Subscriptions to topics of one account and Region.
 *
 * @param accountId whose subscriptions are read as a whole: those of other accounts are listed alone.
 */
export async function topicReader(
  client: SNSClient,
  accountId: AccountId,
  guard: <T>(look: () => Promise<T>) => Promise<T>,
): Promise<Awaited<ReturnType<MembersPort['topics']>>> {
  const { GetSubscriptionAttributesCommand, paginateListSubscriptionsByTopic } =
    await import('@aws-sdk/client-sns');

  const list = async (TopicArn: string): Promise<readonly Subscription[]> => {
    const found: Subscription[] = [];
    const read = async () => {
      for await (const page of paginateListSubscriptionsByTopic({ client }, { TopicArn }))
        found.push(...(page.Subscriptions ?? []));
      return found;
    };
    return (await absentIf(notFound, read)) ?? [];
  };
  /** One that somebody took away since it was listed is none. */
  const settingsOf = async (
    SubscriptionArn: string,
  ): Promise<Required<Pick<ObservedSubscription, 'settings'>> | undefined> => {
    const answer = await absentIf(notFound, () =>
      client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn })),
    );
    if (answer === undefined) return undefined;
    const { FilterPolicy, FilterPolicyScope, RawMessageDelivery } = answer.Attributes ?? {};
    return {
      settings: {
        filterPolicy: FilterPolicy,
        filterScope: FilterPolicyScope,
        raw: RawMessageDelivery === 'true',
      },
    };
  };
  const read = async (listed: Subscription): Promise<readonly ObservedSubscription[]> => {
    const base = {
      // assumed: that beside `PendingConfirmation` a list may show `Deleted` for a while after it was taken away.
      arn: listed.SubscriptionArn?.startsWith('arn:') ? listed.SubscriptionArn : undefined,
      protocol: required(listed.Protocol, 'Subscriptions.Protocol'),
      endpoint: listed.Endpoint ?? '',
      accountId: listed.Owner ?? '',
    };
    if (listed.SubscriptionArn === 'Deleted') return [];
    if (base.arn === undefined || base.accountId !== accountId) return [base];
    const settings = await settingsOf(base.arn);
    return settings ? [{ ...base, ...settings }] : [];
  };

  return {
    subscriptions: (topicArn) =>
      guard(async () => (await mapBounded(await list(topicArn), concurrentReads, read)).flat()),
  };
}
