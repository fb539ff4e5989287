import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { requiredText } from '../../kernel/input.js';
import { noSuchChannel } from './errors.js';
import { customerRecorder, stateOf } from './state.js';

/** https://docs.aws.amazon.com/config/latest/APIReference/API_DeleteDeliveryChannel.html */
export const deleteDeliveryChannel: Operation = {
  service: 'config',
  name: 'DeleteDeliveryChannel',
  mutating: true,
  handle(input, call) {
    const name = requiredText(input, 'DeliveryChannelName');
    const state = stateOf(call);
    if (state.channel?.name !== name) throw noSuchChannel(name);
    if (customerRecorder(state)?.recording === true) {
      // The text: https://github.com/hashicorp/terraform-provider-aws/pull/2910
      throw new ServiceError(
        'LastDeliveryChannelDeleteFailedException',
        `Failed to delete last specified delivery channel with name '${name}', because there is a running configuration recorder.`,
      );
    }
    delete state.channel;
    return {};
  },
};
