import type { Operation } from '../../kernel/contract.js';
import { requiredText, text } from '../../kernel/input.js';
import { openSubscription, subscriptionAccess } from './subscription-access.js';
import { changedAttributes } from './subscription-attributes.js';

/** https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html */
export const setSubscriptionAttributes: Operation = {
  service: 'sns',
  name: 'SetSubscriptionAttributes',
  mutating: true,
  access: subscriptionAccess('sns:SetSubscriptionAttributes'),
  handle(input, call) {
    const subscription = openSubscription(input, call);
    const name = requiredText(input, 'AttributeName', 'InvalidParameter');
    subscription.attributes = changedAttributes(subscription, {
      [name]: text(input, 'AttributeValue') ?? '',
    });
    return {};
  },
};
