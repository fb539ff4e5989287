import { stackSetName } from '../../desired/names.js';
import type { SubscriptionsStatus, SubscriptionStatus } from '../../model/subscription-status.js';
import { observeSubscriptions } from '../../observed/observe-subscriptions.js';
import { subscriptionsStatus } from '../../plan/subscription-status.js';
import { type Check, listed, ok, type Verdict } from './check.js';

export const subscriptions: Check = {
  code: 'D026',
  title: 'Who is to be told is told',
  what: 'Subscriptions of the org.yaml that wait to be confirmed, are not there, or have another filter. Whether a queue admits the topic is said by its own policy, which is its owner’s: the statement is shown.',
  mend: 'Confirm it, by the link in the mail, or at the endpoint; Amazon SNS drops it 48 hours after it asked, and `orgsecrets apply` asks again. Add the statement that is shown to the policy of a queue.',
  async examine({ run, desired: wanted, found }): Promise<Verdict> {
    const { notifications, prefix, homeRegion } = await wanted();
    if (notifications === undefined) return ok('notifications are off');
    const statements = notifications.topics.flatMap(({ arn, subscriptions: all }) =>
      all.filter(({ protocol }) => protocol === 'sqs').map(({ endpoint }) => queueStatement(endpoint, arn)),
    );
    const mend = statements.length === 0 ? {} : { mend: statements.join('\n') };
    const hub = stackSetName(prefix, 'hub', 'SERVICE_MANAGED', homeRegion);
    if (!(await found()).stackSets.has(hub)) return { ...ok('the topic comes with the hub'), ...mend };
    const topics = subscriptionsStatus(
      notifications,
      await observeSubscriptions(notifications, run.aws.members),
    );
    const unknown = topics.find((topic) => topic.unknown !== undefined);
    if (unknown)
      return { verdict: 'unknown', reason: `${unknown.topicArn}: ${unknown.unknown ?? ''}`, ...mend };
    const open = topics.flatMap((topic) => topic.subscriptions).filter(isOpen);
    if (open.length === 0) return { ...ok(summary(topics)), ...mend };
    return {
      verdict: 'warning',
      reason: listed(open.map(({ endpoint, state, detail }) => `${endpoint}: ${detail ?? state}`)),
      mend: [...new Set(open.map(stepFor)), ...statements].join('\n'),
    };
  },
};

function isOpen({ state }: SubscriptionStatus): boolean {
  return state !== 'subscribed' && state !== 'foreign';
}

function stepFor({ state }: SubscriptionStatus): string {
  switch (state) {
    case 'waiting':
      return 'Confirm what waits: by the link in the mail, at the endpoint, or by the configuration of a channel.';
    case 'surplus':
      return 'orgsecrets apply --allow-destroy takes away what is no more in the org.yaml.';
    default:
      return 'Run orgsecrets apply.';
  }
}

function summary(topics: readonly SubscriptionsStatus[]): string {
  const all = topics.flatMap((topic) => topic.subscriptions);
  const others = all.filter(({ state }) => state === 'foreign').length;
  const ours = all.length - others;
  return `${ours} of the org.yaml${others > 0 ? `, and ${others} that others made and that are left alone` : ''}`;
}

/** https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html */
function queueStatement(queueArn: string, topicArn: string): string {
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: queueArn,
    Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
  };
  return `The queue’s policy has to hold: ${JSON.stringify(statement)}`;
}
