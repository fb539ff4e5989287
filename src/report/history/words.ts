import type { Change, RelatedResource, TimelineEntry } from '../../model/timeline.js';

/** A time as AWS says it, in UTC, without parts that nobody needs. */
export function moment(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

export function subjectWords({ subject, resourceId }: Pick<TimelineEntry, 'subject' | 'resourceId'>): string {
  switch (subject) {
    case 'secret':
      return 'secret';
    case 'key':
      return `KMS key ${resourceId}`;
    case 'function':
      return `rotation function ${resourceId}`;
  }
}

/** `RotationRules.AutomaticallyAfterDays: 30 → 7`. */
export function changeWords({ kind, field, from, to }: Change): string {
  if (kind === 'first-seen' && from === undefined) return 'it is there; nothing older is recorded of it';
  return `${field}: ${from ?? '(none)'} → ${to ?? '(none)'}`;
}

/** Kinds of what changed, each once: `rotation, tags`. */
export function kindWords({ changes }: TimelineEntry): string {
  return [...new Set(changes.map(({ kind }) => kind.replace('-', ' ')))].join(', ');
}

export function actorWords({ actor }: TimelineEntry): string {
  if (!actor.known) return `by whom is not known: ${actor.reason}`;
  return `by ${actor.events.map(({ who, name, at }) => `${who} (${name}, ${moment(at)})`).join('; ')}`;
}

export function missingWords({ subject, resourceId, missing }: RelatedResource): string {
  return `${subjectWords({ subject, resourceId })} is not on this timeline: ${missing ?? ''}`;
}
