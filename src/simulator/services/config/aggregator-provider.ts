import { ServiceError } from '../../kernel/contract.js';
import type { MadeResource, ProviderContext, ResourceProvider, Shape } from '../../kernel/contract.js';
import { allPages } from '../../kernel/all-pages.js';
import { ifThere } from '../../kernel/if-there.js';
import { isShape, list, text } from '../../kernel/input.js';
import { generatedName, stateIn, unlessGone } from './provider-tools.js';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-config-configurationaggregator.html */
export const aggregatorProvider: ResourceProvider = {
  type: 'AWS::Config::ConfigurationAggregator',
  replacedBy: ['ConfigurationAggregatorName'],
  async create(properties, context) {
    const name = text(properties, 'ConfigurationAggregatorName') ?? generatedName(context);
    if (stateIn(context).aggregators[name] !== undefined) {
      throw new ServiceError(
        'AlreadyExists',
        `Resource of type 'AWS::Config::ConfigurationAggregator' with identifier '${name}' already exists.`,
      );
    }
    await put(name, properties, context);
    return made(name, context);
  },
  async update(physicalId, properties, _before, context) {
    await put(physicalId, properties, context);
    const resource = made(physicalId, context);
    const tags = list(properties, 'Tags') ?? [];
    if (tags.length > 0)
      await context.call('config', 'TagResource', { ResourceArn: arnOf(physicalId, context), Tags: tags });
    return resource;
  },
  async delete(physicalId, _properties, context) {
    await unlessGone('NoSuchConfigurationAggregatorException', () =>
      context.call('config', 'DeleteConfigurationAggregator', { ConfigurationAggregatorName: physicalId }),
    );
  },
  async read(physicalId, _properties, context) {
    const named = { ConfigurationAggregatorNames: [physicalId] };
    const found = await ifThere(['NoSuchConfigurationAggregatorException'], () =>
      allPages(
        (page) => context.call('config', 'DescribeConfigurationAggregators', { ...named, ...page }),
        'ConfigurationAggregators',
      ),
    );
    const aggregator = found?.find(isShape);
    if (!aggregator) return undefined;
    const { Tags } = await context.call('config', 'ListTagsForResource', {
      ResourceArn: aggregator['ConfigurationAggregatorArn'],
    });
    return { ...aggregator, Tags };
  },
};

async function put(name: string, properties: Shape, context: ProviderContext): Promise<void> {
  await context.call('config', 'PutConfigurationAggregator', {
    ...properties,
    ConfigurationAggregatorName: name,
  });
}

function arnOf(name: string, context: ProviderContext): string | undefined {
  return stateIn(context).aggregators[name]?.arn;
}

function made(name: string, context: ProviderContext): MadeResource {
  return { physicalId: name, attributes: { ConfigurationAggregatorArn: arnOf(name, context) } };
}
