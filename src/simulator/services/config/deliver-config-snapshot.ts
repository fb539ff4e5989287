import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { requiredText } from '../../kernel/input.js';
import { deliverSnapshot } from './deliver.js';
import { noSuchChannel } from './errors.js';
import { customerRecorder, placeOf, stateOf } from './state.js';

/**
 * Asks for a snapshot, which is delivered a while after the answer (`configDelivery`, virtual ms).
 * https://docs.aws.amazon.com/config/latest/APIReference/API_DeliverConfigSnapshot.html
 */
export const deliverConfigSnapshot: Operation = {
  service: 'config',
  name: 'DeliverConfigSnapshot',
  mutating: true,
  handle(input, call) {
    const name = requiredText(input, 'deliveryChannelName');
    const { world } = call;
    const state = stateOf(call);
    const { channel } = state;
    if (channel?.name !== name) throw noSuchChannel(name);
    const recorder = customerRecorder(state);
    if (recorder === undefined) {
      throw new ServiceError(
        'NoAvailableConfigurationRecorderException',
        'There are no configuration recorders available to provide the role needed to describe your resources. Create a configuration recorder.',
      );
    }
    if (!recorder.recording) {
      throw new ServiceError(
        'NoRunningConfigurationRecorderException',
        'There is no configuration recorder running.',
      );
    }
    const place = placeOf(call);
    world.background(async () => {
      await world.clock.sleep(world.latency('configDelivery', 10_000));
      const { snapshot } = channel;
      channel.snapshot = {
        ...(snapshot?.successTime !== undefined && { successTime: snapshot.successTime }),
        ...(await deliverSnapshot(world, place, recorder.roleARN, channel.settings)),
      };
    });
    return { configSnapshotId: world.random.uuid() };
  },
};
