import type { Desired } from '../model/desired.js';
import type { Observed } from '../model/observed.js';
import { compareText } from '../model/target.js';
import { madeBucket } from './made-bucket.js';

/**
 * Buckets that the hub made and delivers to no more: they stay, since they hold the history. Of a closed account:
 * https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-closing.html
 */
export function bucketWarnings(
  desired: Pick<Desired, 'prefix' | 'stackSets' | 'places'>,
  { stackSets }: Pick<Observed, 'stackSets'>,
): readonly string[] {
  const after = desired.stackSets.flatMap(({ kind, parameters }) =>
    kind === 'hub' || kind === 'bucket' ? [parameters['BucketName']] : [],
  );
  if (after.length === 0) return [];
  return [...stackSets.values()]
    .toSorted((a, b) => compareText(a.name, b.name))
    .flatMap((stackSet) => {
      const name = madeBucket(desired.prefix, stackSet);
      if (!stackSet.owned || stackSet.instances.length === 0) return [];
      if (name === undefined || after.includes(name)) return [];
      if (!stackSet.instances.some(({ accountId }) => desired.places.active.has(accountId)))
        return [
          `Bucket ${name} is in an account that is not active in the organization: nobody can reach the history that it holds, and AWS deletes what a closed account has after 90 days.`,
        ];
      return [
        `Bucket ${name} gets no new deliveries. It stays, with the history that it holds and without the policy that let AWS Config write to it.`,
      ];
    });
}
