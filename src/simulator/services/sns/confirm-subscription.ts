import type { Operation } from '../../kernel/contract.js';
import { requiredText } from '../../kernel/input.js';
import { invalidParameter, openTopic, topicAccess } from './topic-access.js';

/** "Confirmation tokens are valid for two days." Source: https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html */
const tokenLifeMs = 2 * 86_400_000;

/** https://docs.aws.amazon.com/sns/latest/api/API_ConfirmSubscription.html */
export const confirmSubscription: Operation = {
  service: 'sns',
  name: 'ConfirmSubscription',
  mutating: true,
  access: topicAccess('sns:ConfirmSubscription'),
  handle(input, call) {
    const token = requiredText(input, 'Token', 'InvalidParameter');
    const subscription = openTopic(input, call).subscriptions.find((each) => each.token === token);
    const oldest = call.world.clock.now() - tokenLifeMs;
    if (subscription === undefined || subscription.askedAt < oldest) throw invalidParameter('Token');
    subscription.pending = false;
    return { SubscriptionArn: subscription.arn };
  },
};
