import { ServiceError } from '../../kernel/contract.js';
import type { Shape, World } from '../../kernel/contract.js';
import { text } from '../../kernel/input.js';
import { topicOf } from '../sns/state.js';
import { bucketOf } from '../s3/state.js';
import { writeObject } from './deliver.js';
import { asConfig } from './identity.js';
import { roleIsUsable } from './role.js';
import type { Place } from './state.js';

/**
 * Looks at a channel's bucket and topic as PutDeliveryChannel does: reads the bucket's ACL, writes the check file.
 * Texts: https://github.com/hashicorp/terraform-provider-aws/issues/8655,
 * https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/127, https://github.com/aws/aws-cli/issues/3516.
 * @throws ServiceError NoSuchBucketException, InvalidS3KeyPrefixException, InvalidSNSTopicARNException,
 *   InsufficientDeliveryPolicyException
 */
export async function checkDestination(
  world: World,
  place: Place,
  roleArn: string,
  settings: Shape,
): Promise<void> {
  const bucket = text(settings, 's3BucketName') ?? '';
  if (bucket === '')
    throw new ServiceError('NoSuchBucketException', 'Cannot find a S3 bucket with an empty bucket name.');
  const prefix = text(settings, 's3KeyPrefix');
  if (prefix === '') {
    throw new ServiceError(
      'InvalidS3KeyPrefixException',
      "The s3 key prefix '' is not valid, empty s3 key prefix.",
    );
  }
  // https://github.com/awsdocs/aws-cloudformation-user-guide/pull/1282
  if (prefix?.includes('AWSLogs/')) {
    throw new ServiceError(
      'InvalidS3KeyPrefixException',
      `The s3 key prefix '${prefix}' is not valid: it must not contain 'AWSLogs/'.`,
    );
  }
  const found = bucketOf(world, bucket);
  // "In the China (Beijing) Region, [...] the Amazon S3 bucket must also be in the China (Beijing) Region."
  // https://docs.amazonaws.cn/config/latest/APIReference/API_PutDeliveryChannel.html; error and text are assumed.
  if (found === undefined || (place.region === 'cn-north-1' && found.region !== place.region)) {
    throw new ServiceError('NoSuchBucketException', `Cannot find a S3 bucket with the name '${bucket}'.`);
  }
  checkTopic(world, place, text(settings, 'snsTopicARN'));
  if (!roleIsUsable(world, roleArn, place.region))
    throw insufficient(bucket, `unable to assume role: ${roleArn}`);
  const readAcl = (): Promise<void> =>
    asConfig(world, place, roleArn, (caller) =>
      world.invoke('s3', 'GetBucketAcl', { Bucket: bucket }, { caller, region: place.region }),
    );
  await orInsufficient(bucket, 'unable to get s3 bucket acl', readAcl);
  const key = text(settings, 's3KmsKeyArn');
  const reason = `unable to write to bucket, provided s3 key prefix is '${prefix ?? 'null'}', provided kms key is '${key ?? 'null'}'`;
  await orInsufficient(bucket, reason, () =>
    writeObject(world, place, roleArn, settings, 'ConfigWritabilityCheckFile'),
  );
}

/** The topic may be another account's, never another Region's: https://docs.aws.amazon.com/config/latest/developerguide/sns-topic-policy.html */
function checkTopic(world: World, place: Place, topicArn: string | undefined): void {
  if (topicArn === undefined) return;
  const region = topicArn.split(':')[3];
  if (region === place.region && topicOf(world, topicArn) !== undefined) return;
  throw new ServiceError('InvalidSNSTopicARNException', `The sns topic arn '${topicArn}' is not valid.`);
}

async function orInsufficient(bucket: string, reason: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ServiceError) || !error.code.startsWith('AccessDenied')) throw error;
    throw insufficient(bucket, reason);
  }
}

function insufficient(bucket: string, reason: string): ServiceError {
  return new ServiceError(
    'InsufficientDeliveryPolicyException',
    `Insufficient delivery policy to s3 bucket: ${bucket}, ${reason}.`,
  );
}
