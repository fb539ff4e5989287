import type { Difference } from './plan.js';
import type { Target } from './target.js';

/** What the timeline of a secret is made of: the secret itself, its KMS key and its rotation function. */
export const timelineSubjects = ['secret', 'key', 'function'] as const;

export type TimelineSubject = (typeof timelineSubjects)[number];

/** A configuration item, as far as a timeline needs it. */
export interface RecordedItem {
  /** ISO 8601: when AWS Config saw the resource like this, some time after it became so. */
  readonly at: string;
  readonly status: 'recorded' | 'discovered' | 'deleted' | 'not-recorded';
  /** `undefined` where the resource is gone. */
  readonly configuration: Readonly<Record<string, unknown>> | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** Somebody's call that changed something, as CloudTrail has it. */
export interface TrailEvent {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** The operation, e.g. `UpdateSecret`. */
  readonly name: string;
  /** An ARN where CloudTrail has one, else a name or a service. */
  readonly who: string;
}

export const changeKinds = [
  'first-seen',
  'metadata',
  'rotation',
  'key',
  'function',
  'tags',
  'deletion',
  'recording',
] as const;

export type ChangeKind = (typeof changeKinds)[number];

export interface Change extends Difference {
  readonly kind: ChangeKind;
}

/** Who did it, or why nobody can tell. */
export type Actor =
  | { readonly known: true; readonly events: readonly TrailEvent[] }
  | { readonly known: false; readonly reason: string };

export interface TimelineEntry {
  readonly at: string;
  readonly subject: TimelineSubject;
  /** Of the resource: the secret's ARN, the key's id, the function's name. */
  readonly resourceId: string;
  readonly changes: readonly Change[];
  readonly actor: Actor;
}

/** A related resource whose own history was asked for. */
export interface RelatedResource {
  readonly subject: Exclude<TimelineSubject, 'secret'>;
  readonly resourceId: string;
  /** Why its history is not on the timeline; missing: it is. */
  readonly missing?: string;
}

/** What is known of how a secret became what it is. */
export interface SecretHistory extends Target {
  readonly arn: string;
  readonly name: string;
  /** Newest first. */
  readonly entries: readonly TimelineEntry[];
  readonly related: readonly RelatedResource[];
}
