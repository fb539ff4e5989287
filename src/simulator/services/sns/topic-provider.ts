import { ServiceError } from '../../kernel/contract.js';
import type { ProviderContext, ResourceProvider, Shape } from '../../kernel/contract.js';
import { ifThere } from '../../kernel/if-there.js';
import { list, shapes, text } from '../../kernel/input.js';
import { topicOf } from './state.js';

/** Properties that are topic attributes of the same name. */
const attributes = [
  'DisplayName',
  'KmsMasterKeyId',
  'SignatureVersion',
  'TracingConfig',
  'FifoTopic',
  'ContentBasedDeduplication',
];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html */
export const topicProvider: ResourceProvider = {
  type: 'AWS::SNS::Topic',
  replacedBy: ['TopicName', 'FifoTopic'],
  // The key of a resource is not compared (using-cfn-stack-drift); subscriptions are left out, since people add theirs.
  writeOnly: ['KmsMasterKeyId', 'Subscription'],
  async create(properties, context) {
    const { world, region, accountId } = context;
    const name =
      text(properties, 'TopicName') ??
      `${context.stackName}-${context.logicalId}-${world.random.hex(12).toUpperCase()}`;
    if (topicOf(world, `arn:${world.partition}:sns:${region}:${accountId}:${name}`) !== undefined) {
      throw new ServiceError(
        'AlreadyExists',
        `Resource of type 'AWS::SNS::Topic' with identifier '${name}' already exists.`,
      );
    }
    const answer = await context.call('sns', 'CreateTopic', {
      Name: name,
      Attributes: attributesOf(properties),
      Tags: list(properties, 'Tags') ?? [],
    });
    const arn = text(answer, 'TopicArn') ?? '';
    for (const subscription of shapes(properties, 'Subscription') ?? []) {
      await context.call('sns', 'Subscribe', { TopicArn: arn, ...subscription });
    }
    return made(arn);
  },
  async update(physicalId, properties, before, context) {
    const [now, then] = [attributesOf(properties), attributesOf(before)];
    for (const AttributeName of attributes) {
      if (now[AttributeName] === then[AttributeName]) continue;
      await context.call('sns', 'SetTopicAttributes', {
        TopicArn: physicalId,
        AttributeName,
        AttributeValue: now[AttributeName] ?? '',
      });
    }
    const tags = list(properties, 'Tags') ?? [];
    if (tags.length > 0) await context.call('sns', 'TagResource', { ResourceArn: physicalId, Tags: tags });
    return made(physicalId);
  },
  async delete(physicalId, _properties, context) {
    await context.call('sns', 'DeleteTopic', { TopicArn: physicalId });
  },
  read: (physicalId, _properties, context) => read(physicalId, context),
};

async function read(TopicArn: string, context: ProviderContext): Promise<Shape | undefined> {
  const answer = await ifThere(['NotFound'], () => context.call('sns', 'GetTopicAttributes', { TopicArn }));
  if (!answer) return undefined;
  const given: Shape =
    answer['Attributes'] instanceof Map
      ? Object.fromEntries(answer['Attributes'] as Map<string, string>)
      : {};
  const { Tags } = await context.call('sns', 'ListTagsForResource', { ResourceArn: TopicArn });
  return { TopicName: TopicArn.split(':').at(-1), ...attributesOf(given), Tags };
}

function attributesOf(properties: Shape): Record<string, string> {
  return Object.fromEntries(
    attributes.flatMap((name) =>
      properties[name] === undefined ? [] : [[name, text(properties, name) ?? '']],
    ),
  );
}

function made(arn: string): { physicalId: string; attributes: Record<string, unknown> } {
  return { physicalId: arn, attributes: { TopicArn: arn, TopicName: arn.split(':').at(-1) } };
}
