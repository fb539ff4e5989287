import { ServiceError } from '../../kernel/contract.js';
import type { ProviderContext, ResourceProvider, Shape } from '../../kernel/contract.js';
import { text } from '../../kernel/input.js';
import { assertMayBeGone, camelCase, generatedName, stateIn, unlessGone } from './provider-tools.js';
import { customerRecorder } from './state.js';

/** How long CloudFormation waits for the channel: https://github.com/aws/aws-cdk/issues/3492 */
const hour = 3_600_000;

/**
 * The recorder is not made until it has been started, which takes a delivery channel: made in the same template without a
 * DependsOn between them, or there already. The rest of the handler is assumed from its effects.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-config-configurationrecorder.html and
 * https://github.com/awsdocs/aws-cloudformation-user-guide/pull/1282
 */
export const recorderProvider: ResourceProvider = {
  type: 'AWS::Config::ConfigurationRecorder',
  replacedBy: ['Name'],
  async create(properties, context) {
    const name = text(properties, 'Name') ?? generatedName(context);
    await put(name, properties, context);
    try {
      await context.until(() => stateIn(context).channel !== undefined, hour);
      await context.call('config', 'StartConfigurationRecorder', { ConfigurationRecorderName: name });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      // The recorder exists although its creation failed: a rollback has to delete it.
      throw Object.assign(error, { details: { ...error.details, physicalId: name } });
    }
    return { physicalId: name };
  },
  async update(physicalId, properties, _before, context) {
    if (customerRecorder(stateIn(context))?.name !== physicalId)
      assertMayBeGone('AWS::Config::ConfigurationRecorder', physicalId, context);
    await put(physicalId, properties, context);
    return { physicalId };
  },
  async delete(physicalId, _properties, context) {
    if (customerRecorder(stateIn(context))?.name !== physicalId)
      assertMayBeGone('AWS::Config::ConfigurationRecorder', physicalId, context);
    const input = { ConfigurationRecorderName: physicalId };
    const gone = 'NoSuchConfigurationRecorderException';
    await unlessGone(gone, () => context.call('config', 'StopConfigurationRecorder', input));
    await unlessGone(gone, () => context.call('config', 'DeleteConfigurationRecorder', input));
  },
};

async function put(name: string, properties: Shape, context: ProviderContext): Promise<void> {
  await context.call('config', 'PutConfigurationRecorder', {
    ConfigurationRecorder: { ...camelCase(properties), name },
  });
}
