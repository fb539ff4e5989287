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
 * What stays of what orgsecrets made or registered.
 *
 * @param gone names of buckets that are deleted too.
 */
export function remainsOf(
  desired: Pick<Desired, 'prefix' | 'administratorAccountId'>,
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
  const roles = owned
    .filter(({ name }) => name.endsWith('-slr'))
    .flatMap(({ instances }) => instances).length;
  return [
    ...buckets.map((bucket) => ({
      what: `bucket ${bucket}`,
      why: 'it holds the configuration history; destroy --delete-bucket takes it away too, now or later',
    })),
    ...(roles === 0
      ? []
      : [
          {
            what: `AWSServiceRoleForConfig in ${roles} ${roles === 1 ? 'account' : 'accounts'}`,
            why: 'other users of AWS Config may need it by now',
          },
        ]),
    {
      what: 'the delegated administrator of AWS Config, and trusted access for AWS Config and StackSets',
      why: 'others may use them',
    },
  ];
}
