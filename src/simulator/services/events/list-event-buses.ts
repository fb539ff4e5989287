import type { Operation } from '../../kernel/contract.js';
import { integer, text } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import { busPlace } from './bus-access.js';
import { busAt, eventsSlot, policyOf } from './state.js';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListEventBuses.html */
export const listEventBuses: Operation = {
  service: 'events',
  name: 'ListEventBuses',
  mutating: false,
  handle(input, call) {
    busAt(call.world, busPlace('default', call));
    const { buses } = call.world.state(eventsSlot, call.caller.accountId, call.region);
    const prefix = text(input, 'NamePrefix') ?? '';
    const all = Object.values(buses)
      .filter((bus) => bus.name.startsWith(prefix))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const { items, nextToken } = page(call.world, all, {
      token: text(input, 'NextToken'),
      limit: integer(input, 'Limit'),
      defaultSize: 100,
      tokenError: 'ValidationException',
    });
    return {
      EventBuses: items.map((bus) => ({
        Name: bus.name,
        Arn: bus.arn,
        Description: bus.description,
        Policy: policyOf(bus),
      })),
      NextToken: nextToken,
    };
  },
};
