import type { Operation } from '../../kernel/contract.js';
import { requiredText } from '../../kernel/input.js';
import { topicOf } from './state.js';

/** https://docs.aws.amazon.com/sns/latest/api/API_Unsubscribe.html */
export const unsubscribe: Operation = {
  service: 'sns',
  name: 'Unsubscribe',
  mutating: true,
  handle(input, call) {
    const arn = requiredText(input, 'SubscriptionArn', 'InvalidParameter');
    const topic = topicOf(call.world, arn.split(':').slice(0, 6).join(':'));
    if (topic !== undefined)
      topic.subscriptions = topic.subscriptions.filter((subscription) => subscription.arn !== arn);
    return {};
  },
};
