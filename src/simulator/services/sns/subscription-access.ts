import { ServiceError } from '../../kernel/contract.js';
import type { Access, Call, Shape } from '../../kernel/contract.js';
import { requiredText, text } from '../../kernel/input.js';
import { subscriptionOf } from './state.js';
import type { Subscription } from './state.js';

/**
 * What an action on a subscription needs. These actions have no resource type, so that a policy can only name `*`:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
 */
export function subscriptionAccess(action: string): (input: Shape, call: Call) => readonly Access[] {
  return (input, call) => {
    const ownerAccountId = subscriptionOf(call.world, text(input, 'SubscriptionArn') ?? '')?.ownerId;
    return [{ action, resource: '*', ...(ownerAccountId === undefined ? {} : { ownerAccountId }) }];
  };
}

/**
 * The subscription of the request.
 * @throws ServiceError NotFound (404)
 */
export function openSubscription(input: Shape, call: Call): Subscription {
  const subscription = subscriptionOf(call.world, requiredText(input, 'SubscriptionArn', 'InvalidParameter'));
  if (subscription !== undefined) return subscription;
  throw new ServiceError('NotFound', 'Subscription does not exist', { status: 404 });
}
