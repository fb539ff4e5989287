import type { Operation } from '../../kernel/contract.js';
import { text } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import { openTopic, topicAccess } from './topic-access.js';

/** Pages of 100. https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html */
export const listSubscriptionsByTopic: Operation = {
  service: 'sns',
  name: 'ListSubscriptionsByTopic',
  mutating: false,
  access: topicAccess('sns:ListSubscriptionsByTopic'),
  handle(input, call) {
    const topic = openTopic(input, call);
    const { items, nextToken } = page(call.world, topic.subscriptions, {
      token: text(input, 'NextToken'),
      limit: undefined,
      defaultSize: 100,
      tokenError: 'InvalidParameter',
    });
    return {
      Subscriptions: items.map(({ arn, protocol, endpoint, ownerId, pending }) => ({
        SubscriptionArn: pending ? 'PendingConfirmation' : arn,
        Owner: ownerId,
        Protocol: protocol,
        Endpoint: endpoint,
        TopicArn: topic.arn,
      })),
      NextToken: nextToken,
    };
  },
};
