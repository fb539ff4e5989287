import { ServiceError } from '../../kernel/contract.js';
import type { ProviderContext, ResourceProvider, Shape } from '../../kernel/contract.js';
import { text } from '../../kernel/input.js';
import { assertMayBeGone, camelCase, generatedName, stateIn, unlessGone } from './provider-tools.js';
import { customerRecorder } from './state.js';

/** How long the handler goes on trying while there is no recorder (assumed). */
const patience = 300_000;

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-config-deliverychannel.html
 *
 * A channel can't be without a recorder: the handler waits for one of the same template. Before it deletes the channel it
 * stops the recorder.
 */
export const channelProvider: ResourceProvider = {
  type: 'AWS::Config::DeliveryChannel',
  replacedBy: ['Name'],
  async create(properties, context) {
    const name = text(properties, 'Name') ?? generatedName(context);
    await waitForRecorder(context);
    await put(name, properties, context);
    return { physicalId: name };
  },
  async update(physicalId, properties, _before, context) {
    if (stateIn(context).channel?.name !== physicalId)
      assertMayBeGone('AWS::Config::DeliveryChannel', physicalId, context);
    await put(physicalId, properties, context);
    return { physicalId };
  },
  async delete(physicalId, _properties, context) {
    if (stateIn(context).channel?.name !== physicalId)
      assertMayBeGone('AWS::Config::DeliveryChannel', physicalId, context);
    const recorder = customerRecorder(stateIn(context));
    if (recorder?.recording === true && stateIn(context).channel?.name === physicalId) {
      const input = { ConfigurationRecorderName: recorder.name };
      await unlessGone('NoSuchConfigurationRecorderException', () =>
        context.call('config', 'StopConfigurationRecorder', input),
      );
    }
    await unlessGone('NoSuchDeliveryChannelException', () =>
      context.call('config', 'DeleteDeliveryChannel', { DeliveryChannelName: physicalId }),
    );
  },
};

/** When the wait is over without a recorder, the call itself says what is wrong. */
async function waitForRecorder(context: ProviderContext): Promise<void> {
  try {
    await context.until(() => customerRecorder(stateIn(context)) !== undefined, patience);
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== 'NotStabilized') throw error;
  }
}

async function put(name: string, properties: Shape, context: ProviderContext): Promise<void> {
  await context.call('config', 'PutDeliveryChannel', { DeliveryChannel: { ...camelCase(properties), name } });
}
