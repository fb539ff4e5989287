import { parseStackSetName } from '../desired/names.js';
import type { Desired } from '../model/desired.js';
import type { Observed } from '../model/observed.js';
import { compareText } from '../model/target.js';
import { madeBucket } from './made-bucket.js';

/** Something that a removal leaves where it is, and why. */
export interface Remains {
  readonly what: string;
  readonly why: string;
}

/**
 * What stays of what orgsecrets made or registered: the same in every run until the last StackSet is gone, so that one that
 * was cut off tells what those before it would have told. That is why no accounts are counted: instances go first.
 *
 * @param gone names of buckets that are deleted too.
 */
export function remainsOf(
  desired: Pick<Desired, 'prefix' | 'stackSets'>,
  { stackSets }: Pick<Observed, 'stackSets'>,
  gone: ReadonlySet<string>,
): readonly Remains[] {
  const owned = [...stackSets.values()]
    .filter((one) => one.owned)
    .toSorted((a, b) => compareText(a.name, b.name));
  if (owned.length === 0) return [];
  const buckets = owned
    .flatMap((stackSet) => madeBucket(desired.prefix, stackSet) ?? [])
    .filter((bucket) => !gone.has(bucket));
  const isLinked = ({ name }: { readonly name: string }) =>
    parseStackSetName(desired.prefix, name)?.kind === 'slr';
  const makesRoles = desired.stackSets.some(isLinked) || owned.some(isLinked);
  return [
    ...buckets.map((bucket) => ({
      what: `bucket ${bucket}`,
      why: 'it holds the configuration history; destroy --delete-bucket takes it away too, now or later',
    })),
    ...(makesRoles
      ? [
          {
            what: 'AWSServiceRoleForConfig in the accounts where orgsecrets made it',
            why: 'other users of AWS Config may need it by now',
          },
        ]
      : []),
    {
      what: 'the delegated administrator of AWS Config, and trusted access for AWS Config and StackSets',
      why: 'others may use them',
    },
  ];
}
