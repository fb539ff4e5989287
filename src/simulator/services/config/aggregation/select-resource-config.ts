import type { Operation } from '../../../kernel/contract.js';
import { placeOf } from '../state.js';
import { itemsAt } from '../items/read.js';
import { select } from './select.js';

/** Over the caller's account in one Region. https://docs.aws.amazon.com/config/latest/APIReference/API_SelectResourceConfig.html */
export const selectResourceConfig: Operation = {
  service: 'config',
  name: 'SelectResourceConfig',
  mutating: false,
  handle(input, call) {
    const place = placeOf(call);
    return select(call.world, input, {
      id: `${place.accountId}/${place.region}`,
      items: ({ types }) => itemsAt(call.world, place, call.world.clock.now(), types),
    });
  },
};
