import type { ProviderContext, ResourceProvider, Shape } from '../../kernel/contract.js';
import { ifThere } from '../../kernel/if-there.js';
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
  async read(_physicalId, properties, context) {
    const Topics = texts(properties, 'Topics') ?? [];
    const policies = await Promise.all(Topics.map((arn) => policyOf(arn, context)));
    const given = policies.filter((policy) => policy !== undefined);
    if (given.length === 0) return undefined;
    const wanted = JSON.stringify(properties['PolicyDocument']);
    // One document for all of them: the one that is another, if any is.
    const PolicyDocument = given.find((policy) => policy !== wanted) ?? given[0];
    return { Topics: Topics.filter((_arn, index) => policies[index] !== undefined), PolicyDocument };
  },
};

/** The policy that somebody gave the topic; undefined where the topic is gone or has the one it was made with. */
async function policyOf(TopicArn: string, context: ProviderContext): Promise<string | undefined> {
  const answer = await ifThere(['NotFound'], () => context.call('sns', 'GetTopicAttributes', { TopicArn }));
  if (!(answer?.['Attributes'] instanceof Map)) return undefined;
  const policy = String(answer['Attributes'].get('Policy'));
  return policy === defaultPolicy(TopicArn, TopicArn.split(':')[4] ?? '') ? undefined : policy;
}

async function put(properties: Shape, context: ProviderContext): Promise<void> {
  const document = properties['PolicyDocument'];
  const policy = typeof document === 'string' ? document : JSON.stringify(document);
  for (const arn of texts(properties, 'Topics') ?? []) await set(arn, policy, context);
}

async function set(arn: string, policy: string, context: ProviderContext): Promise<void> {
  const input = { TopicArn: arn, AttributeName: 'Policy', AttributeValue: policy };
  await context.call('sns', 'SetTopicAttributes', input, arn.split(':')[3]);
}
