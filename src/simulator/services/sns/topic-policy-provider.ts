import type { ProviderContext, ResourceProvider, Shape } from '../../kernel/contract.js';
import { texts } from '../../kernel/input.js';
import { topicOf } from './state.js';
import { defaultPolicy } from './topic-access.js';

/**
 * Deleting it gives the topics their default policy back.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicpolicy.html
 */
export const topicPolicyProvider: ResourceProvider = {
  type: 'AWS::SNS::TopicPolicy',
  replacedBy: [],
  async create(properties, context) {
    await put(properties, context);
    const physicalId = `${context.stackName}-${context.logicalId}-${context.world.random.hex(12)}`;
    return { physicalId, attributes: { Id: physicalId } };
  },
  async update(physicalId, properties, _before, context) {
    await put(properties, context);
    return { physicalId, attributes: { Id: physicalId } };
  },
  async delete(_physicalId, properties, context) {
    for (const arn of texts(properties, 'Topics') ?? []) {
      const topic = topicOf(context.world, arn);
      if (topic !== undefined) await set(arn, defaultPolicy(arn, topic.ownerId), context);
    }
  },
};

async function put(properties: Shape, context: ProviderContext): Promise<void> {
  const document = properties['PolicyDocument'];
  const policy = typeof document === 'string' ? document : JSON.stringify(document);
  for (const arn of texts(properties, 'Topics') ?? []) await set(arn, policy, context);
}

async function set(arn: string, policy: string, context: ProviderContext): Promise<void> {
  const input = { TopicArn: arn, AttributeName: 'Policy', AttributeValue: policy };
  await context.call('sns', 'SetTopicAttributes', input, arn.split(':')[3]);
}
