import type { Operation } from '../../kernel/contract.js';
import { requiredText } from '../../kernel/input.js';
import { topicOf } from './state.js';
import { subscriptionAccess } from './subscription-access.js';
import { invalidParameter } from './topic-access.js';

/** One that is gone is no error. https://docs.aws.amazon.com/sns/latest/api/API_Unsubscribe.html */
export const unsubscribe: Operation = {
  service: 'sns',
  name: 'Unsubscribe',
  mutating: true,
  access: subscriptionAccess('sns:Unsubscribe'),
  handle(input, call) {
    const arn = requiredText(input, 'SubscriptionArn', 'InvalidParameter');
    // "PendingConfirmation" is what lists show of a subscription that can't be named yet.
    if (!arn.startsWith('arn:'))
      throw invalidParameter('SubscriptionArn Reason: An ARN must have at least 6 elements');
    const topic = topicOf(call.world, arn.split(':').slice(0, 6).join(':'));
    if (topic !== undefined)
      topic.subscriptions = topic.subscriptions.filter((subscription) => subscription.arn !== arn);
    return {};
  },
};
