import type { ResourceProvider } from '../../kernel/contract.js';
import { text } from '../../kernel/input.js';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html */
export const subscriptionProvider: ResourceProvider = {
  type: 'AWS::SNS::Subscription',
  replacedBy: ['Endpoint', 'Protocol', 'TopicArn'],
  async create(properties, context) {
    const { TopicArn, Protocol, Endpoint } = properties;
    const input = { TopicArn, Protocol, Endpoint, ReturnSubscriptionArn: true };
    const answer = await context.call('sns', 'Subscribe', input, text(properties, 'Region'));
    const arn = text(answer, 'SubscriptionArn') ?? '';
    return { physicalId: arn, attributes: { Arn: arn } };
  },
  // Only filter, delivery and redrive policies change in place, which the simulator does not keep.
  async update(physicalId) {
    return { physicalId, attributes: { Arn: physicalId } };
  },
  async delete(physicalId, properties, context) {
    await context.call('sns', 'Unsubscribe', { SubscriptionArn: physicalId }, text(properties, 'Region'));
  },
};
