import type { Operation } from '../../kernel/contract.js';
import { requiredText, text } from '../../kernel/input.js';
import { checkFilterCount } from './filter-policy.js';
import { topicOf } from './state.js';
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
    const attributes = changedAttributes(subscription, { [name]: text(input, 'AttributeValue') ?? '' });
    const topic = topicOf(call.world, subscription.topicArn);
    if (topic !== undefined) checkFilterCount(topic, { arn: subscription.arn, attributes });
    subscription.attributes = attributes;
    return {};
  },
};
