import { compareText, type Target } from '../model/target.js';
import type {
  RecordedItem,
  RelatedResource,
  SecretHistory,
  TimelineEntry,
  TimelineSubject,
} from '../model/timeline.js';
import { changesBetween } from './changes.js';
import { findActor, type Trail } from './find-actor.js';

/** All that was read of one resource. */
export interface ReadResource {
  readonly subject: TimelineSubject;
  readonly resourceId: string;
  /** Oldest first. */
  readonly items: readonly RecordedItem[];
  readonly trail: Trail;
}

/**
 * The timeline of a secret and of what it depends on: each item compared with the one before it, newest first.
 *
 * @param now milliseconds since the epoch.
 */
export function makeTimeline(
  secret: Target & { readonly arn: string; readonly name: string },
  resources: readonly ReadResource[],
  related: readonly RelatedResource[],
  now: number,
): SecretHistory {
  const { accountId, region, arn, name } = secret;
  const entries = resources
    .flatMap((resource) => entriesOf(resource, now))
    .sort((a, b) => compareText(b.at, a.at) || compareText(a.resourceId, b.resourceId));
  return { accountId, region, arn, name, entries, related };
}

function entriesOf(
  { subject, resourceId, items, trail }: ReadResource,
  now: number,
): readonly TimelineEntry[] {
  const told = new Set<string>();
  return items.flatMap((item, place): readonly TimelineEntry[] => {
    const before = items[place - 1];
    const changes = changesBetween(subject, before, item);
    if (changes.length === 0) return [];
    const moment = {
      subject,
      changes,
      at: Date.parse(item.at),
      before: before && Date.parse(before.at),
      told,
    };
    const actor = findActor(moment, trail, now);
    if (actor.known) for (const { id } of actor.events) told.add(id);
    return [{ at: item.at, subject, resourceId, changes, actor }];
  });
}
