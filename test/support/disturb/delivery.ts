import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { bucketOf } from '../../../src/simulator/services/s3/state.js';
import { administratorOf } from './administrator.js';
import type { Administrator, Disturbed, Place } from './administrator.js';

/*
 * What happens to the things that deliveries and notifications need: bucket, key, topic. AWS Config notices what it can't
 * deliver at its next delivery: `letDeliveriesPass`.
 */

/** Forbids AWS Config to write into a bucket; the rest of its policy stays. */
export async function denyDelivery(simulator: Disturbed, bucket: string): Promise<void> {
  const administrator = ownerOf(simulator, bucket);
  const { Policy } = await administrator.call('s3', 'GetBucketPolicy', { Bucket: bucket });
  const policy = JSON.parse(String(Policy)) as { Statement: Shape[] };
  policy.Statement.push({
    Sid: 'NobodyWrites',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:PutObject',
    Resource: `arn:${simulator.world.partition}:s3:::${bucket}/*`,
  });
  await administrator.call('s3', 'PutBucketPolicy', { Bucket: bucket, Policy: JSON.stringify(policy) });
}

export async function deleteBucketPolicy(simulator: Disturbed, bucket: string): Promise<void> {
  await ownerOf(simulator, bucket).call('s3', 'DeleteBucketPolicy', { Bucket: bucket });
}

/** Encrypts what comes into a bucket with a key of the account's own from now on, which is then disabled. */
export async function encryptWithDisabledKey(simulator: Disturbed, bucket: string): Promise<void> {
  const administrator = ownerOf(simulator, bucket);
  const { partition } = simulator.world;
  const statement = (Principal: Shape, Action: string): Shape => ({
    Effect: 'Allow',
    Principal,
    Action,
    Resource: '*',
  });
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      statement({ AWS: `arn:${partition}:iam::${administrator.accountId}:root` }, 'kms:*'),
      statement({ Service: 'config.amazonaws.com' }, 'kms:GenerateDataKey'),
    ],
  });
  const { KeyMetadata } = await administrator.call('kms', 'CreateKey', { Policy });
  const { Arn, KeyId } = KeyMetadata as Shape;
  await administrator.call('s3', 'PutBucketEncryption', {
    Bucket: bucket,
    Rule: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: Arn } }],
  });
  await administrator.call('kms', 'DisableKey', { KeyId });
}

/** Disables a key, by its id, ARN or alias. */
export async function disableKey(simulator: Disturbed, place: Place, KeyId: string): Promise<void> {
  const administrator = administratorOf(simulator, place);
  const { KeyMetadata } = await administrator.call('kms', 'DescribeKey', { KeyId });
  await administrator.call('kms', 'DisableKey', { KeyId: (KeyMetadata as Shape)['KeyId'] });
}

/** Lets everybody in the account publish to a topic, and nobody else. */
export async function changeTopicPolicy(simulator: Disturbed, topicArn: string): Promise<void> {
  const [, partition, , region = '', accountId = ''] = topicArn.split(':');
  const Statement = [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
      Action: 'sns:Publish',
      Resource: topicArn,
    },
  ];
  await administratorOf(simulator, { accountId, region }).call('sns', 'SetTopicAttributes', {
    TopicArn: topicArn,
    AttributeName: 'Policy',
    AttributeValue: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
}

function ownerOf({ world, ...simulator }: Disturbed, name: string): Administrator {
  const bucket = bucketOf(world, name);
  if (!bucket) throw new Error(`There is no bucket ${name}.`);
  return administratorOf({ world, ...simulator }, { accountId: bucket.ownerId, region: bucket.region });
}

/** Deletes a topic, and with it who is told. */
export async function deleteTopic(simulator: Disturbed, topicArn: string): Promise<void> {
  const [, , , region = '', accountId = ''] = topicArn.split(':');
  await administratorOf(simulator, { accountId, region }).call('sns', 'DeleteTopic', { TopicArn: topicArn });
}

/** Deletes a bucket with everything in it. */
export async function deleteBucket(simulator: Disturbed, bucket: string): Promise<void> {
  const administrator = ownerOf(simulator, bucket);
  const listed = await administrator.call('s3', 'ListObjectVersions', { Bucket: bucket });
  const versions = [listed['Version'], listed['DeleteMarker']].flatMap((found) => (found ?? []) as Shape[]);
  for (const { Key, VersionId } of versions)
    await administrator.call('s3', 'DeleteObject', { Bucket: bucket, Key, VersionId });
  await administrator.call('s3', 'DeleteBucket', { Bucket: bucket });
}
