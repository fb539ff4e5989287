import type { Operation } from '../../kernel/contract.js';
import { openSubscription, subscriptionAccess } from './subscription-access.js';

/** https://docs.aws.amazon.com/sns/latest/api/API_GetSubscriptionAttributes.html */
export const getSubscriptionAttributes: Operation = {
  service: 'sns',
  name: 'GetSubscriptionAttributes',
  mutating: false,
  access: subscriptionAccess('sns:GetSubscriptionAttributes'),
  handle(input, call) {
    const { arn, topicArn, protocol, endpoint, ownerId, pending, attributes } = openSubscription(input, call);
    return {
      Attributes: new Map(
        Object.entries({
          RawMessageDelivery: 'false',
          ...(attributes['FilterPolicy'] === undefined ? {} : { FilterPolicyScope: 'MessageAttributes' }),
          ...attributes,
          SubscriptionArn: arn,
          TopicArn: topicArn,
          Protocol: protocol,
          Endpoint: endpoint,
          Owner: ownerId,
          PendingConfirmation: String(pending),
          ConfirmationWasAuthenticated: String(!pending),
        }),
      ),
    };
  },
};
