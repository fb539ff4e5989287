import { ServiceError } from '../../kernel/contract.js';
import type { Operation, Shape } from '../../kernel/contract.js';
import { requiredText, shape, text } from '../../kernel/input.js';
import { checkDestination } from './check-destination.js';
import { validation } from './errors.js';
import { changedChannelKeepsStatus } from './readings.js';
import { customerRecorder, placeOf, stateOf } from './state.js';

const frequencies = ['One_Hour', 'Three_Hours', 'Six_Hours', 'Twelve_Hours', 'TwentyFour_Hours'];

/**
 * Makes the one delivery channel of an account and Region, or changes it under the same name. AWS Config writes a check file
 * into the bucket before it answers.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_PutDeliveryChannel.html
 */
export const putDeliveryChannel: Operation = {
  service: 'config',
  name: 'PutDeliveryChannel',
  mutating: true,
  async handle(input, call) {
    const given = shape(input, 'DeliveryChannel');
    if (given === undefined)
      throw validation(
        "Value null at 'deliveryChannel' failed to satisfy constraint: Member must not be null",
      );
    const name = text(given, 'name') ?? 'default';
    if (name.trim() === '') {
      throw new ServiceError(
        'InvalidDeliveryChannelNameException',
        `The delivery channel name '${name}' is not valid, blank string.`,
      );
    }
    const state = stateOf(call);
    const recorder = customerRecorder(state);
    if (recorder === undefined) {
      throw new ServiceError(
        'NoAvailableConfigurationRecorderException',
        'Configuration recorder is not available to put delivery channel.',
      );
    }
    if (state.channel !== undefined && state.channel.name !== name) {
      throw new ServiceError(
        'MaxNumberOfDeliveryChannelsExceededException',
        `Failed to put delivery channel '${name}' because the maximum number of delivery channels: 1 is reached.`,
      );
    }
    const snapshots = shape(given, 'configSnapshotDeliveryProperties');
    if (snapshots !== undefined && !frequencies.includes(requiredText(snapshots, 'deliveryFrequency'))) {
      throw validation(
        `1 validation error detected: Value '${text(snapshots, 'deliveryFrequency') ?? ''}' at 'deliveryChannel.configSnapshotDeliveryProperties.deliveryFrequency' failed to satisfy constraint: Member must satisfy enum value set: [${frequencies.join(', ')}]`,
      );
    }
    await checkDestination(call.world, placeOf(call), recorder.roleARN, given);
    const settings = { ...given, name };
    // Where it delivers to another bucket from now on, what became of earlier deliveries says nothing any more (assumed).
    // `config.changedChannel: keeps-status` in the world file has the other reading.
    const { channel } = state;
    if (channel && (isSameBucket(channel.settings, settings) || changedChannelKeepsStatus(call.world)))
      channel.settings = settings;
    else state.channel = { name, settings };
    return {};
  },
};

function isSameBucket(before: Shape, after: Shape): boolean {
  return text(before, 's3BucketName') === text(after, 's3BucketName');
}
