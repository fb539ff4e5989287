import { ownershipTag } from '../desired/names.js';
import type { BucketContents, BucketPlace } from '../model/bucket.js';
import type { Desired } from '../model/desired.js';
import { OrgSecretsError } from '../model/errors.js';
import type { Observed } from '../model/observed.js';
import { LookRefused } from '../observed/look-refused.js';
import { observeBucket } from '../observed/observe-bucket.js';
import { bucketStays, hubBucketsOf } from '../plan/hub-bucket.js';
import type { Run } from './run.js';

export interface HubBucket {
  readonly bucket: BucketPlace;
  readonly contents: BucketContents;
}

/**
 * The hub's buckets that are there, with what is in them, proved to be ours: AWS confirms whose account they are in, and
 * their tags say that a stack of ours made them.
 *
 * @throws OrgSecretsError Refused where one is not ours, NotPermitted where nobody may look.
 */
export async function lookAtHubBuckets(
  run: Run,
  desired: Desired,
  observed: Pick<Observed, 'stackSets'>,
): Promise<readonly HubBucket[]> {
  const found: HubBucket[] = [];
  for (const bucket of hubBucketsOf(desired, observed)) {
    const seen = await lookAtBucket(run, desired, bucket);
    if (seen) found.push(seen);
  }
  return found;
}

async function lookAtBucket(
  run: Run,
  desired: Pick<Desired, 'prefix'>,
  bucket: BucketPlace,
): Promise<HubBucket | undefined> {
  if (!(await run.aws.bucketExists(bucket.name))) return undefined;
  run.emit({ code: 'reading', what: `bucket ${bucket.name}` });
  try {
    const port = await run.aws.bucket();
    const owner = (await port.tags(bucket))[ownershipTag];
    if (owner !== desired.prefix)
      throw bucketStays(
        bucket.name,
        `its tag ${ownershipTag} is ${owner ?? 'missing'}, so nothing proves that orgsecrets made it under the prefix ${desired.prefix}`,
      );
    return { bucket, contents: await observeBucket(bucket, port, run.signal) };
  } catch (error) {
    if (error instanceof LookRefused) throw notSeen(bucket, error);
    throw error;
  }
}

function notSeen({ name, accountId, region }: BucketPlace, refused: LookRefused): OrgSecretsError {
  return new OrgSecretsError(
    'NotPermitted',
    `Nothing was taken away: bucket ${name} could not be looked at: ${refused.message}`,
    {
      fault: 'user',
      targets: [{ accountId, region }],
      instructions: `Name a role in ${accountId} under organization.memberRoles that may do on it what policies/README.md says under --delete-bucket; or run destroy without --delete-bucket, and empty and delete the bucket yourself.`,
      cause: refused,
    },
  );
}
