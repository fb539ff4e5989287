import type { Actor, Change, TimelineSubject, TrailEvent } from '../model/timeline.js';
import { canChange } from './operations.js';

/** What CloudTrail told of one resource, or why it did not. */
export type Trail =
  | { readonly read: true; readonly events: readonly TrailEvent[] }
  | { readonly read: false; readonly reason: string };

/** LookupEvents reaches this far back. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
const keptFor = 90 * 86_400_000;
/** AWS Config records a change within minutes (assumed: half an hour is enough). */
const longestDelay = 30 * 60_000;

export interface Moment {
  readonly subject: TimelineSubject;
  readonly changes: readonly Pick<Change, 'kind' | 'field'>[];
  /** Milliseconds since the epoch: when it was recorded, and when the state before it was. */
  readonly at: number;
  readonly before: number | undefined;
  /** Ids of calls that made the changes before this one. */
  readonly told: ReadonlySet<string>;
}

/**
 * Who made a change: the calls on this resource between the two items that can have led to it. A change that no call
 * between them can have made may have been asked for shortly before the first item, which did not hold it yet: then it is
 * a call of that time which made nothing else. Never a guess: where no call fits, it says why.
 *
 * @param now milliseconds since the epoch.
 */
export function findActor(moment: Moment, trail: Trail, now: number): Actor {
  if (moment.changes.every(({ kind }) => kind === 'recording'))
    return { known: false, reason: 'a recorder changed, not the resource' };
  if (!trail.read) return { known: false, reason: trail.reason };
  if (now - moment.at > keptFor)
    return { known: false, reason: 'it is older than the 90 days that CloudTrail can be asked about' };
  const fitting = new Set(moment.changes.flatMap((change) => callsOf(change, moment, trail.events)));
  const events = trail.events.filter((event) => fitting.has(event));
  const fresh = events.filter(({ id, at }) => isBetween(moment, at) || !moment.told.has(id));
  if (fresh.length > 0) return { known: true, events: fresh };
  if (events.length > 0)
    return { known: false, reason: 'every call on it that fits is told with an earlier change' };
  return { known: false, reason: 'CloudTrail has no call on it that fits' };
}

/** Calls that can have made this very change: between the items, or else in the time that AWS Config may have taken before. */
function callsOf(
  change: Moment['changes'][number],
  moment: Moment,
  events: readonly TrailEvent[],
): readonly TrailEvent[] {
  const fits = events.filter(({ name }) => canChange(moment.subject, change, name));
  const between = fits.filter(({ at }) => isBetween(moment, at));
  if (between.length > 0 || moment.before === undefined) return between;
  const shortlyBefore = { at: moment.before, before: moment.before - longestDelay };
  return fits.filter(({ at }) => isBetween(shortlyBefore, at));
}

function isBetween({ at, before }: Pick<Moment, 'at' | 'before'>, time: string): boolean {
  const made = Date.parse(time);
  return made > (before ?? at - longestDelay) && made <= at;
}
