import type { MadeResource, ProviderContext, ResourceProvider } from '../../kernel/contract.js';
import { ifThere } from '../../kernel/if-there.js';
import { list, text } from '../../kernel/input.js';
import { busAt } from './state.js';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbus.html */
export const busProvider: ResourceProvider = {
  type: 'AWS::Events::EventBus',
  replacedBy: ['Name', 'Description'],
  async create(properties, context) {
    const { Name, Description } = properties;
    const tags = list(properties, 'Tags') ?? [];
    await context.call('events', 'CreateEventBus', {
      Name,
      ...(Description === undefined ? {} : { Description }),
      ...(tags.length === 0 ? {} : { Tags: tags }),
    });
    const physicalId = text(properties, 'Name') ?? '';
    if (properties['Policy'] !== undefined) await putPolicy(physicalId, properties['Policy'], context);
    return made(physicalId, context);
  },
  async update(physicalId, properties, _before, context) {
    if (properties['Policy'] !== undefined) await putPolicy(physicalId, properties['Policy'], context);
    const tags = list(properties, 'Tags') ?? [];
    const resource = made(physicalId, context);
    if (tags.length > 0)
      await context.call('events', 'TagResource', { ResourceARN: resource.attributes?.['Arn'], Tags: tags });
    return resource;
  },
  async delete(physicalId, _properties, context) {
    await context.call('events', 'DeleteEventBus', { Name: physicalId });
  },
  async read(physicalId, _properties, context) {
    const bus = await ifThere(['ResourceNotFoundException'], () =>
      context.call('events', 'DescribeEventBus', { Name: physicalId }),
    );
    if (!bus) return undefined;
    const { Arn, Name, Description, Policy } = bus;
    const { Tags } = await context.call('events', 'ListTagsForResource', { ResourceARN: Arn });
    return { Name, Description, Policy, Tags };
  },
};

async function putPolicy(name: string, policy: unknown, context: ProviderContext): Promise<void> {
  const Policy = typeof policy === 'string' ? policy : JSON.stringify(policy);
  await context.call('events', 'PutPermission', { EventBusName: name, Policy });
}

function made(name: string, context: ProviderContext): MadeResource {
  const bus = busAt(context.world, { accountId: context.accountId, region: context.region, name });
  return { physicalId: name, attributes: { Arn: bus?.arn, Name: name } };
}
