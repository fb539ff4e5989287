import type { Call, Operation, Shape } from '../../kernel/contract.js';
import { shapes, text } from '../../kernel/input.js';
import { ServiceError } from '../../kernel/contract.js';
import { accessTo, busPlace } from './bus-access.js';
import { busAt } from './state.js';

/**
 * Events go into the bus's inbox; the simulator does not match them against rules yet.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export const putEvents: Operation = {
  service: 'events',
  name: 'PutEvents',
  mutating: true,
  access(input, call) {
    const buses = new Set((shapes(input, 'Entries') ?? []).map((entry) => text(entry, 'EventBusName')));
    return [...buses].map((bus) => accessTo('events:PutEvents', bus, call));
  },
  handle(input, call) {
    const entries = shapes(input, 'Entries') ?? [];
    if (entries.length < 1 || entries.length > 10) {
      throw new ServiceError(
        'ValidationException',
        "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length less than or equal to 10",
      );
    }
    const results = entries.map((entry) => accept(entry, call));
    return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
  },
};

function accept(entry: Shape, call: Call): Shape {
  const bus = busAt(call.world, busPlace(text(entry, 'EventBusName'), call));
  for (const member of ['Source', 'DetailType', 'Detail']) {
    if (text(entry, member) === undefined) {
      return {
        ErrorCode: 'InvalidArgument',
        ErrorMessage: `Parameter ${member} is not valid. Reason: ${member} is a required argument.`,
      };
    }
  }
  if (call.caller.type !== 'service' && text(entry, 'Source')?.startsWith('aws.')) {
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  }
  const EventId = call.world.random.uuid();
  bus?.inbox.push({ ...entry, EventId });
  return { EventId };
}
