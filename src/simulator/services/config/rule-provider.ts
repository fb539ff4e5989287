import { ServiceError } from '../../kernel/contract.js';
import type { MadeResource, ProviderContext, ResourceProvider, Shape } from '../../kernel/contract.js';
import { allPages } from '../../kernel/all-pages.js';
import { ifThere } from '../../kernel/if-there.js';
import { isShape, text } from '../../kernel/input.js';
import { readingsOf } from '../cloudformation/readings.js';
import { generatedName, stateIn, unlessGone } from './provider-tools.js';

const minutes = 60_000;

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-config-configrule.html
 *
 * Assumed: a rule of that name that is there already fails the creation, as it does for other types;
 * `cloudFormation.existingRule: overwritten` in the world file has the other reading.
 */
export const ruleProvider: ResourceProvider = {
  type: 'AWS::Config::ConfigRule',
  replacedBy: ['ConfigRuleName'],
  async create(properties, context) {
    const name = text(properties, 'ConfigRuleName') ?? generatedName(context);
    if (stateIn(context).rules[name] !== undefined && readingsOf(context.world).existingRule === 'refused') {
      throw new ServiceError(
        'AlreadyExists',
        `Resource of type 'AWS::Config::ConfigRule' with identifier '${name}' already exists.`,
      );
    }
    await put(name, properties, context);
    return made(name, context);
  },
  async update(physicalId, properties, _before, context) {
    await put(physicalId, properties, context);
    return made(physicalId, context);
  },
  async delete(physicalId, _properties, context) {
    const exists = (): boolean => stateIn(context).rules[physicalId] !== undefined;
    if (stateIn(context).rules[physicalId]?.deletingSince === undefined) {
      await unlessGone('NoSuchConfigRuleException', () =>
        context.call('config', 'DeleteConfigRule', { ConfigRuleName: physicalId }),
      );
    }
    await context.until(() => !exists(), 30 * minutes);
  },
  async read(physicalId, _properties, context) {
    const found = await ifThere(['NoSuchConfigRuleException'], () =>
      allPages(
        (page) => context.call('config', 'DescribeConfigRules', { ConfigRuleNames: [physicalId], ...page }),
        'ConfigRules',
      ),
    );
    return found?.find(isShape);
  },
};

async function put(name: string, properties: Shape, context: ProviderContext): Promise<void> {
  const { InputParameters, ...rest } = properties;
  const parameters = InputParameters === undefined ? {} : { InputParameters: asJson(InputParameters) };
  await context.call('config', 'PutConfigRule', {
    ConfigRule: { ...rest, ...parameters, ConfigRuleName: name },
  });
}

/** CloudFormation hands JSON on with every scalar as a string. */
function asJson(parameters: unknown): string {
  if (typeof parameters === 'string') return parameters;
  if (!isShape(parameters))
    throw new ServiceError('ValidationError', 'Value of property InputParameters must be an object');
  return JSON.stringify(
    Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)])),
  );
}

function made(name: string, context: ProviderContext): MadeResource {
  const rule = stateIn(context).rules[name];
  return {
    physicalId: name,
    attributes: { Arn: rule?.arn, ConfigRuleId: rule?.id, 'Compliance.Type': 'INSUFFICIENT_DATA' },
  };
}
