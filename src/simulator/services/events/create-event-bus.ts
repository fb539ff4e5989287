import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { requiredText, shapes, text } from '../../kernel/input.js';
import { busAccess, busPlace } from './bus-access.js';
import { eventsSlot, newBus } from './state.js';

/** Buses for each account and Region. Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const maximumBuses = 100;

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html */
export const createEventBus: Operation = {
  service: 'events',
  name: 'CreateEventBus',
  mutating: true,
  access: busAccess('events:CreateEventBus', 'Name'),
  handle(input, call) {
    const name = requiredText(input, 'Name');
    if (!/^[.\-_A-Za-z0-9]{1,256}$/.test(name)) {
      throw new ServiceError(
        'ValidationException',
        `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [/\\.\\-_A-Za-z0-9]+`,
      );
    }
    const { buses } = call.world.state(eventsSlot, call.caller.accountId, call.region);
    if (name === 'default' || buses[name] !== undefined) {
      throw new ServiceError('ResourceAlreadyExistsException', `Event bus ${name} already exists.`);
    }
    if (Object.keys(buses).length >= maximumBuses) {
      throw new ServiceError(
        'LimitExceededException',
        'The requested resource exceeds the maximum number allowed.',
      );
    }
    const description = text(input, 'Description');
    const bus = newBus(call.world, busPlace(name, call));
    if (description !== undefined) bus.description = description;
    for (const tag of shapes(input, 'Tags') ?? [])
      bus.tags[text(tag, 'Key') ?? ''] = text(tag, 'Value') ?? '';
    buses[name] = bus;
    return { EventBusArn: bus.arn, ...(description === undefined ? {} : { Description: description }) };
  },
};
