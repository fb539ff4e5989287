import type { Call, Shape } from '../../kernel/contract.js';
import { texts } from '../../kernel/input.js';
import { noSuchChannel } from './errors.js';
import { stateOf } from './state.js';
import type { DeliveryChannel } from './state.js';

/**
 * The delivery channels that a describe call names; all of them when it names none.
 * @throws ServiceError NoSuchDeliveryChannelException
 */
export function selectChannels(input: Shape, call: Call): readonly DeliveryChannel[] {
  const { channel } = stateOf(call);
  const names = texts(input, 'DeliveryChannelNames') ?? [];
  const unknown = names.find((name) => name !== channel?.name);
  if (unknown !== undefined) throw noSuchChannel(unknown);
  return channel === undefined ? [] : [channel];
}
