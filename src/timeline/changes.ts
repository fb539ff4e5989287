import { compareText } from '../model/target.js';
import type { Change, ChangeKind, RecordedItem, TimelineSubject } from '../model/timeline.js';
import { flatten } from './flatten.js';

/**
 * Which kind of change a field of a secret tells of. Names: the published schema of AWS::SecretsManager::Secret,
 * https://github.com/awslabs/aws-config-resource-schema. What is newer than this table is metadata.
 */
const secretFields: readonly (readonly [RegExp, ChangeKind])[] = [
  [/^KMSKeyId$/i, 'key'],
  [/^RotationLambdaARN$/i, 'function'],
  [/^Rotation/, 'rotation'],
  [/^Deleted$/, 'deletion'],
];

/** Fields that say when something was done and not what: they change with everything else. */
const noise = /^(LastModified|RevisionId)$/i;

function kindOf(subject: TimelineSubject, field: string): ChangeKind {
  if (subject !== 'secret') return subject;
  return secretFields.find(([pattern]) => pattern.test(field))?.[1] ?? 'metadata';
}

/**
 * What is otherwise in an item than in the one before it.
 *
 * @param before `undefined`: nothing older is recorded.
 * @returns none where only times differ.
 */
export function changesBetween(
  subject: TimelineSubject,
  before: RecordedItem | undefined,
  after: RecordedItem,
): readonly Change[] {
  const gone = goneOrBack(before, after);
  if (gone !== 'compare') return gone;
  return [
    ...differences(fieldsOf(before), fieldsOf(after)).map(([field, from, to]): Change => ({
      kind: kindOf(subject, field),
      field,
      from,
      to,
    })),
    ...differences(tagsOf(before), tagsOf(after)).map(([key, from, to]): Change => ({
      kind: 'tags',
      field: `tag ${key}`,
      from,
      to,
    })),
  ];
}

/** Changes of the whole resource; `compare` where it is there before and after. */
function goneOrBack(before: RecordedItem | undefined, after: RecordedItem): readonly Change[] | 'compare' {
  const whole = (kind: ChangeKind, from: string | undefined, to: string | undefined): readonly Change[] => [
    { kind, field: 'resource', from, to },
  ];
  if (after.status === 'deleted') return whole('deletion', 'there', 'deleted');
  if (after.status === 'not-recorded') return whole('recording', 'recorded', 'not recorded any more');
  if (before === undefined) return whole('first-seen', undefined, 'there');
  if (before.status === 'deleted') return whole('first-seen', 'deleted', 'there');
  return 'compare';
}

function fieldsOf(item: RecordedItem | undefined): ReadonlyMap<string, string> {
  return new Map([...flatten(item?.configuration)].filter(([field]) => !noise.test(field)));
}

function tagsOf(item: RecordedItem | undefined): ReadonlyMap<string, string> {
  return new Map(Object.entries(item?.tags ?? {}));
}

function differences(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly (readonly [field: string, from: string | undefined, to: string | undefined])[] {
  const fields = [...new Set([...before.keys(), ...after.keys()])].sort(compareText);
  return fields
    .map((field) => [field, before.get(field), after.get(field)] as const)
    .filter(([, from, to]) => from !== to);
}
