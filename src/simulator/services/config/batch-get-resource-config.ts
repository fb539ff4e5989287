import type { Operation } from '../../kernel/contract.js';
import { shapes, text } from '../../kernel/input.js';
import { noRecorderToRead } from './errors.js';
import { currentItem } from './items/read.js';
import { baseItem } from './items/wire.js';
import { customerRecorder, placeOf, stateOf } from './state.js';

/**
 * The newest items of up to 100 resources, without tags and relationships; what is not known is left out.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_BatchGetResourceConfig.html
 */
export const batchGetResourceConfig: Operation = {
  service: 'config',
  name: 'BatchGetResourceConfig',
  mutating: false,
  handle(input, call) {
    if (customerRecorder(stateOf(call)) === undefined) throw noRecorderToRead();
    const items = (shapes(input, 'resourceKeys') ?? []).flatMap((key) => {
      const [type, id] = [text(key, 'resourceType') ?? '', text(key, 'resourceId') ?? ''];
      return currentItem(call.world, placeOf(call), type, id) ?? [];
    });
    return { baseConfigurationItems: items.map(baseItem), unprocessedResourceKeys: [] };
  },
};
