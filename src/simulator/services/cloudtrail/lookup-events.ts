import { ServiceError } from '../../kernel/contract.js';
import type { CallRecord } from '../../kernel/call-log.js';
import type { Operation, Shape } from '../../kernel/contract.js';
import { integer, shapes, text } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import { isManagementEvent, trailEvent } from './trail-event.js';
import type { TrailEvent } from './trail-event.js';

const keptForMs = 90 * 86_400_000;
/**
 * "Typically […] within an average of about 5 minutes of an API call. This time is not guaranteed."
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 */
const usualDelay = 300_000;

type Attribute = (event: TrailEvent, value: string) => boolean;

const attributes: Readonly<Record<string, Attribute>> = {
  EventId: ({ EventId }, value) => EventId === value,
  EventName: ({ EventName }, value) => EventName === value,
  EventSource: ({ EventSource }, value) => EventSource === value,
  ReadOnly: ({ ReadOnly }, value) => ReadOnly === value,
  ResourceName: ({ Resources }, value) => Resources.some(({ ResourceName }) => ResourceName === value),
  ResourceType: ({ Resources }, value) => Resources.some(({ ResourceType }) => ResourceType === value),
  Username: ({ Username }, value) => Username === value,
  // The simulator's log holds no keys.
  AccessKeyId: () => false,
};

/**
 * The event history of an account in a Region, the newest first: what changed something in the last 90 days.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export function lookupEvents(log: readonly CallRecord[]): Operation {
  return {
    service: 'cloudtrail',
    name: 'LookupEvents',
    mutating: false,
    handle(input, call) {
      const { world, caller, region } = call;
      const wanted = readAttribute(input);
      const now = world.clock.now();
      const [from, until] = readTimes(input, now);
      const newest = Math.min(until, now - world.latency('cloudTrail', usualDelay));
      const limit = integer(input, 'MaxResults') ?? 50;
      if (limit < 1 || limit > 50)
        throw new ServiceError('InvalidMaxResultsException', 'MaxResults must be between 1 and 50.');
      const all = log
        .filter(
          (record) =>
            record.accountId === caller.accountId &&
            record.region === region &&
            record.time >= from &&
            record.time <= newest &&
            isManagementEvent(record),
        )
        .map(trailEvent)
        .filter(wanted)
        .reverse();
      const { items, nextToken } = page(world, all, {
        token: text(input, 'NextToken'),
        limit,
        defaultSize: 50,
        tokenError: 'InvalidNextTokenException',
      });
      return { Events: items, ...(nextToken === undefined ? {} : { NextToken: nextToken }) };
    },
  };
}

function readAttribute(input: Shape): (event: TrailEvent) => boolean {
  const [only, ...others] = shapes(input, 'LookupAttributes') ?? [];
  if (only === undefined) return () => true;
  const key = text(only, 'AttributeKey') ?? '';
  const value = text(only, 'AttributeValue') ?? '';
  const attribute = Object.hasOwn(attributes, key) ? attributes[key] : undefined;
  // "Currently the list can contain only one item."
  if (others.length > 0 || attribute === undefined || value === '')
    throw new ServiceError('InvalidLookupAttributesException', 'Invalid lookup attributes.');
  return (event) => attribute(event, value);
}

/** Times come over the wire as seconds, from inside as Date. */
function readTimes(input: Shape, now: number): readonly [number, number] {
  const at = (member: string): number | undefined => {
    const value = input[member];
    return value instanceof Date ? value.getTime() : typeof value === 'number' ? value * 1000 : undefined;
  };
  const from = at('StartTime') ?? 0;
  const until = at('EndTime') ?? now;
  if (from > until)
    throw new ServiceError('InvalidTimeRangeException', 'The start time is after the end time.');
  return [Math.max(from, now - keptForMs), until];
}
