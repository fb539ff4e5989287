import type { Operation } from '../../kernel/contract.js';
import { defaultPolicy, openTopic, topicAccess } from './topic-access.js';

/** https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html */
export const getTopicAttributes: Operation = {
  service: 'sns',
  name: 'GetTopicAttributes',
  mutating: false,
  access: topicAccess('sns:GetTopicAttributes'),
  handle(input, call) {
    const topic = openTopic(input, call);
    const pending = topic.subscriptions.filter((subscription) => subscription.pending).length;
    return {
      Attributes: new Map(
        Object.entries({
          Policy: defaultPolicy(topic.arn, topic.ownerId),
          DisplayName: '',
          ...topic.attributes,
          Owner: topic.ownerId,
          TopicArn: topic.arn,
          SubscriptionsConfirmed: String(topic.subscriptions.length - pending),
          SubscriptionsPending: String(pending),
          SubscriptionsDeleted: '0',
        }),
      ),
    };
  },
};
