import { ServiceError } from '../../kernel/contract.js';
import type { Call, Operation, Shape } from '../../kernel/contract.js';
import { integer, moment, requiredText, text } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import { noRecorderToRead, notDiscovered } from './errors.js';
import { itemsOf } from './items/read.js';
import type { ConfigurationItem } from './items/types.js';
import { historyItem } from './items/wire.js';
import { customerRecorder, placeOf, stateOf } from './state.js';
import { compact } from './wire.js';

const week = 7 * 86_400_000;

/**
 * The items of one resource, the newest first unless asked otherwise. "Each call to the API is limited to span a duration of
 * seven days": a page ends early where the next item is further from its first than that.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_GetResourceConfigHistory.html
 */
export const getResourceConfigHistory: Operation = {
  service: 'config',
  name: 'GetResourceConfigHistory',
  mutating: false,
  handle(input, call) {
    const type = requiredText(input, 'resourceType');
    const id = requiredText(input, 'resourceId');
    if (customerRecorder(stateOf(call)) === undefined) throw noRecorderToRead();
    const all = itemsOf(call.world, placeOf(call), type, id);
    if (all.length === 0) throw notDiscovered(type, id);
    const asked = within(all, input, call);
    const { items, nextToken } = page(call.world, asked, {
      token: text(input, 'nextToken'),
      limit: limitOf(input),
      defaultSize: 10,
      maxSize: 100,
      tokenError: 'InvalidNextTokenException',
      fits: (first, item) => Math.abs(first.capturedAt - item.capturedAt) <= week,
    });
    return compact({ configurationItems: items.map(historyItem), nextToken });
  },
};

function within(all: readonly ConfigurationItem[], input: Shape, call: Call): readonly ConfigurationItem[] {
  const earlier = moment(input, 'earlierTime') ?? 0;
  const later = moment(input, 'laterTime') ?? call.world.clock.now();
  if (earlier > later) {
    throw new ServiceError(
      'InvalidTimeRangeException',
      'The earlier time is not chronologically before the later time.',
    );
  }
  const found = all.filter(({ capturedAt }) => capturedAt >= earlier && capturedAt <= later);
  return text(input, 'chronologicalOrder') === 'Forward' ? found : found.reverse();
}

function limitOf(input: Shape): number | undefined {
  const limit = integer(input, 'limit') ?? 0;
  if (limit < 0 || limit > 100) {
    throw new ServiceError(
      'InvalidLimitException',
      `The limit ${limit} is outside the allowable range: 0 to 100.`,
    );
  }
  return limit || undefined;
}
