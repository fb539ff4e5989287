import { ServiceError } from '../../kernel/contract.js';
import type { Call, Operation, Shape } from '../../kernel/contract.js';
import { isShape, shapes, text, texts } from '../../kernel/input.js';
import { accessTo, busPlace } from './bus-access.js';
import { eventTime, ForwardedEvent } from './event.js';
import type { BusEvent } from './event.js';
import { route } from './route.js';
import { busAt } from './state.js';

/** Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size */
const maximumBytes = 1024 * 1024;

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
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
    const bytes = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
    if (bytes > maximumBytes)
      throw new ServiceError(
        'ValidationException',
        'Total size of the entries in the request is over the limit.',
      );
    const results = entries.map((entry) => accept(entry, call));
    return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
  },
};

function sizeOf(entry: Shape): number {
  return Object.values(entry)
    .flat()
    .reduce<number>((sum, value) => sum + (typeof value === 'string' ? Buffer.byteLength(value) : 0), 0);
}

/** An event for a bus that does not exist is taken all the same, and lost. */
function accept(entry: Shape, call: Call): Shape {
  const bus = busAt(call.world, busPlace(text(entry, 'EventBusName'), call));
  const { Event: forwarded } = entry;
  if (forwarded instanceof ForwardedEvent) {
    if (bus) route(call.world, bus, forwarded.event, true);
    return { EventId: forwarded.event.id };
  }
  const read = readEntry(entry, call);
  if ('ErrorCode' in read) return read;
  if (bus) route(call.world, bus, read, false);
  return { EventId: read.id };
}

function readEntry(entry: Shape, call: Call): BusEvent | { ErrorCode: string; ErrorMessage: string } {
  for (const member of ['Source', 'DetailType', 'Detail']) {
    if (text(entry, member) === undefined) {
      return {
        ErrorCode: 'InvalidArgument',
        ErrorMessage: `Parameter ${member} is not valid. Reason: ${member} is a required argument.`,
      };
    }
  }
  const source = text(entry, 'Source') ?? '';
  if (source.startsWith('aws.')) {
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  }
  const detail = parsed(text(entry, 'Detail') ?? '');
  if (detail === undefined) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  const time = entry['Time'];
  return {
    version: '0',
    id: call.world.random.uuid(),
    'detail-type': text(entry, 'DetailType') ?? '',
    source,
    account: call.caller.accountId,
    // Over the wire a time is seconds since the epoch.
    time: eventTime(typeof time === 'number' ? time * 1000 : call.world.clock.now()),
    region: call.region,
    resources: texts(entry, 'Resources') ?? [],
    detail,
  };
}

function parsed(detail: string): Shape | undefined {
  try {
    const value: unknown = JSON.parse(detail);
    return isShape(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
