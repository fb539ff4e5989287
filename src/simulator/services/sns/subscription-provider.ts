import type { ResourceProvider, Shape } from '../../kernel/contract.js';
import { text } from '../../kernel/input.js';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html */
export const subscriptionProvider: ResourceProvider = {
  type: 'AWS::SNS::Subscription',
  replacedBy: ['Endpoint', 'Protocol', 'TopicArn'],
  async create(properties, context) {
    const { TopicArn, Protocol, Endpoint } = properties;
    const Attributes = attributesOf(properties);
    const input = { TopicArn, Protocol, Endpoint, Attributes, ReturnSubscriptionArn: true };
    const answer = await context.call('sns', 'Subscribe', input, text(properties, 'Region'));
    const arn = text(answer, 'SubscriptionArn') ?? '';
    return { physicalId: arn, attributes: { Arn: arn } };
  },
  async update(physicalId, properties, before, context) {
    const [now, then] = [attributesOf(properties), attributesOf(before)];
    for (const AttributeName of new Set([...Object.keys(then), ...Object.keys(now)])) {
      if (now[AttributeName] === then[AttributeName]) continue;
      const AttributeValue = now[AttributeName] ?? (AttributeName === 'FilterPolicy' ? '{}' : '');
      const input = { SubscriptionArn: physicalId, AttributeName, AttributeValue };
      await context.call('sns', 'SetSubscriptionAttributes', input, text(properties, 'Region'));
    }
    return { physicalId, attributes: { Arn: physicalId } };
  },
  async delete(physicalId, properties, context) {
    await context.call('sns', 'Unsubscribe', { SubscriptionArn: physicalId }, text(properties, 'Region'));
  },
};

/** Properties that are attributes of the same name: text, or the text of what is written as an object. */
function attributesOf(properties: Shape): Record<string, string> {
  const names = [
    'DeliveryPolicy',
    'FilterPolicy',
    'FilterPolicyScope',
    'RawMessageDelivery',
    'RedrivePolicy',
  ];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = properties[name];
      if (value === undefined) return [];
      return [[name, typeof value === 'object' ? JSON.stringify(value) : (text(properties, name) ?? '')]];
    }),
  );
}
