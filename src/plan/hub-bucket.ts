import { bucketName, parseStackSetName } from '../desired/names.js';
import type { BucketPlace } from '../model/bucket.js';
import type { Desired, DesiredStackSet } from '../model/desired.js';
import { OrgSecretsError } from '../model/errors.js';
import type { Observed, ObservedStackSet } from '../model/observed.js';
import { compareText } from '../model/target.js';

type Facts = Pick<Desired, 'prefix' | 'administratorAccountId' | 'homeRegion' | 'stackSets'>;

/**
 * The buckets that the hub made, the home Region's first: of the stacks that stand or, where none does any more, of the
 * org.yaml. A name alone proves nothing; the tags do.
 *
 * @throws OrgSecretsError Refused where one was there before orgsecrets.
 */
export function hubBucketsOf(
  desired: Facts,
  { stackSets }: Pick<Observed, 'stackSets'>,
): readonly BucketPlace[] {
  const asked = desired.stackSets.filter(({ kind }) => kind === 'hub' || kind === 'bucket');
  const standing = [...stackSets.values()].filter(
    ({ name, owned }) => owned && parseStackSetName(desired.prefix, name)?.kind === 'bucket',
  );
  const hub = `${desired.prefix}-hub`;
  const others = new Set([...asked, ...standing].map(({ name }) => name).filter((name) => name !== hub));
  const found = [hub, ...[...others].sort(compareText)].map((name) =>
    bucketOf(
      desired,
      asked.find((one) => one.name === name),
      stackSets.get(name),
    ),
  );
  return [...new Map(found.map((bucket) => [bucket.name, bucket])).values()];
}

function bucketOf(
  desired: Facts,
  asked: DesiredStackSet | undefined,
  standing: ObservedStackSet | undefined,
): BucketPlace {
  const stack = standing?.owned ? standing : undefined;
  const parameters = stack?.parameters ?? asked?.parameters;
  const name = parameters?.['BucketName'];
  const region = asked?.region ?? desired.homeRegion;
  const home = { accountId: desired.administratorAccountId, region };
  const place = [home, ...(stack?.instances ?? [])].find(
    (where) => name === bucketName({ ...desired, administratorAccountId: where.accountId }, where.region),
  );
  const named = desired.stackSets.find(({ kind }) => kind === 'hub')?.parameters;
  const isNamed = named?.['CreateBucket'] === 'false' && named['BucketName'] === name;
  if (name === undefined || parameters?.['CreateBucket'] === 'false' || isNamed || !place)
    throw bucketStays(name ?? 'of the hub', 'the org.yaml names it as one that was there before');
  return { name, accountId: place.accountId, region: place.region };
}

/** A bucket is only deleted where it is proved to be ours. */
export function bucketStays(name: string, why: string): OrgSecretsError {
  return new OrgSecretsError(
    'Refused',
    `Nothing was taken away: bucket ${name} is not deleted, since ${why}.`,
    {
      fault: 'user',
      instructions: 'Run destroy without --delete-bucket; empty and delete the bucket yourself if it may go.',
    },
  );
}
