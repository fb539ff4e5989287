import type { Actor, Change, TimelineSubject, TrailEvent } from '../model/timeline.js';
import { canChange } from './operations.js';

/** What CloudTrail told of one resource, or why it did not. */
export type Trail =
  | { readonly read: true; readonly events: readonly TrailEvent[] }
  | { readonly read: false; readonly reason: string };

/** LookupEvents reaches this far back. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
const keptFor = 90 * 86_400_000;
/** Where nothing older is recorded: AWS Config sees a change within minutes (assumed: half an hour is enough). */
const longestDelay = 30 * 60_000;

export interface Moment {
  readonly subject: TimelineSubject;
  readonly changes: readonly Pick<Change, 'kind' | 'field'>[];
  /** Milliseconds since the epoch: when it was recorded, and when the state before it was. */
  readonly at: number;
  readonly before: number | undefined;
}

/**
 * Who made a change: the calls on this resource between the two items that can have led to it. Never a guess: where no
 * call fits, it says why.
 *
 * @param now milliseconds since the epoch.
 */
export function findActor(moment: Moment, trail: Trail, now: number): Actor {
  if (moment.changes.every(({ kind }) => kind === 'recording'))
    return { known: false, reason: 'a recorder changed, not the resource' };
  if (!trail.read) return { known: false, reason: trail.reason };
  if (now - moment.at > keptFor)
    return { known: false, reason: 'it is older than the 90 days that CloudTrail can be asked about' };
  const from = moment.before ?? moment.at - longestDelay;
  const events = trail.events.filter(({ at, name }) => {
    const time = Date.parse(at);
    const inTime = time > from && time <= moment.at;
    return inTime && moment.changes.some((change) => canChange(moment.subject, change, name));
  });
  if (events.length > 0) return { known: true, events };
  return { known: false, reason: 'CloudTrail has no call on it that fits' };
}
