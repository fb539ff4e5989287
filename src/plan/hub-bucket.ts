import { bucketName } from '../desired/names.js';
import type { BucketPlace } from '../model/bucket.js';
import type { Desired } from '../model/desired.js';
import { OrgSecretsError } from '../model/errors.js';
import type { Observed } from '../model/observed.js';

/**
 * The bucket that a hub made: of the hub that stands or, where none does any more, of the org.yaml. Its name alone proves
 * nothing; its tags do.
 *
 * @throws OrgSecretsError Refused where the bucket is one that was there before orgsecrets.
 */
export function hubBucketOf(
  desired: Pick<Desired, 'partition' | 'prefix' | 'administratorAccountId' | 'homeRegion' | 'stackSets'>,
  { stackSets }: Pick<Observed, 'stackSets'>,
): BucketPlace {
  const asked = desired.stackSets.find(({ kind }) => kind === 'hub')?.parameters;
  const standing = stackSets.get(`${desired.prefix}-hub`);
  const hub = standing?.owned ? standing : undefined;
  const parameters = hub?.parameters ?? asked;
  const name = parameters?.['BucketName'];
  const home = { accountId: desired.administratorAccountId, region: desired.homeRegion };
  const place = [home, ...(hub?.instances ?? [])].find(
    ({ accountId, region }) =>
      name === bucketName({ ...desired, administratorAccountId: accountId, homeRegion: region }),
  );
  const isNamed = asked?.['CreateBucket'] === 'false' && asked['BucketName'] === name;
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
