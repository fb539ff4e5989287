import { invalid } from '../desired/check.js';
import { stackSetName } from '../desired/names.js';
import type { Observed } from '../model/observed.js';
import type { Run } from './run.js';

/**
 * A bucket that the org.yaml names and nobody has: every recorder would be pointed at it, once the hub has let go of the one
 * in use. Asked only where the hub does not deliver to it yet. Whether the bucket takes deliveries is its owner's to say,
 * so one that may not be looked at passes; the canary shows it.
 *
 * @param stackSets ours, as they stand.
 * @throws OrgSecretsError InvalidConfig.
 */
export async function refuseMissingBucket(run: Run, stackSets: Observed['stackSets']): Promise<void> {
  const { delivery, stackSets: names } = run.config;
  const { bucket } = delivery;
  const hub = stackSets.get(stackSetName(names.prefix, 'hub', 'SERVICE_MANAGED', ''));
  const isInUse =
    hub?.parameters['BucketName'] === bucket && hub?.instances.every(({ status }) => status === 'CURRENT');
  if (bucket === undefined || isInUse || (await run.aws.bucketExists(bucket))) return;
  throw invalid(
    `${run.configFile} delivery.bucket: ${bucket} does not exist, in any account.`,
    'Check the name, or make the bucket, with a policy that admits AWS Config; or leave delivery.bucket out, and orgsecrets makes one.',
  );
}
