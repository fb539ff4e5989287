import type { Operation } from '../../kernel/contract.js';
import { selectChannels } from './select-channels.js';

/** https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeDeliveryChannels.html */
export const describeDeliveryChannels: Operation = {
  service: 'config',
  name: 'DescribeDeliveryChannels',
  mutating: false,
  handle(input, call) {
    return { DeliveryChannels: selectChannels(input, call).map((channel) => channel.settings) };
  },
};
