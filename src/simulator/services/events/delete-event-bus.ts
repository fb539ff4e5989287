import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { requiredText } from '../../kernel/input.js';
import { busAccess, busPlace } from './bus-access.js';
import { busAt, eventsSlot } from './state.js';

/** A bus that is gone is no error. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteEventBus.html */
export const deleteEventBus: Operation = {
  service: 'events',
  name: 'DeleteEventBus',
  mutating: true,
  access: busAccess('events:DeleteEventBus', 'Name'),
  handle(input, call) {
    const place = busPlace(requiredText(input, 'Name'), call);
    if (place.name === 'default')
      throw new ServiceError('ValidationException', 'Cannot delete event bus default.');
    const bus = busAt(call.world, place);
    if (bus === undefined) return {};
    // "All rules associated with this event bus need to be deleted" first; the error's words are assumed.
    if (Object.keys(bus.rules).length > 0) {
      throw new ServiceError(
        'ValidationException',
        `Event bus ${bus.name} can't be deleted since it has rules.`,
      );
    }
    delete call.world.state(eventsSlot, place.accountId, place.region).buses[place.name];
    return {};
  },
};
