import { ServiceError } from '../../kernel/contract.js';
import type { Access, Call, Shape } from '../../kernel/contract.js';
import { requiredText, text } from '../../kernel/input.js';
import { bucketOf } from './state.js';
import type { Bucket } from './state.js';

/** Request header → the account that the caller takes for the bucket's owner. https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html */
export const expectedOwner = { 'x-amz-expected-bucket-owner': 'ExpectedBucketOwner' };

/** A bucket without a policy says no to services and to other accounts. */
const emptyPolicy = '{"Version":"2012-10-17","Statement":[]}';

/** What an action on the bucket of the request, or on an object in it, needs. */
export function bucketAccess(
  action: string,
  context?: (input: Shape) => Readonly<Record<string, string>>,
): (input: Shape, call: Call) => readonly Access[] {
  return (input, call) => {
    const name = text(input, 'Bucket') ?? '*';
    const key = text(input, 'Key');
    const bucket = bucketOf(call.world, name);
    return [
      {
        action,
        resource: key === undefined ? bucketArn(call, name) : `${bucketArn(call, name)}/${key}`,
        ...(context === undefined ? {} : { context: context(input) }),
        ...(bucket === undefined
          ? {}
          : { ownerAccountId: bucket.ownerId, resourcePolicy: bucket.policy ?? emptyPolicy }),
      },
    ];
  };
}

export function bucketArn(call: Call, name: string): string {
  return `arn:${call.world.partition}:s3:::${name}`;
}

/**
 * The bucket of the request.
 * @throws ServiceError NoSuchBucket (404), AccessDenied where it is not the expected owner's
 */
export function openBucket(input: Shape, call: Call): Bucket {
  const name = requiredText(input, 'Bucket', 'InvalidBucketName');
  const bucket = bucketOf(call.world, name);
  const expected = text(input, 'ExpectedBucketOwner');
  if (bucket !== undefined && expected !== undefined && expected !== bucket.ownerId) throw accessDenied();
  if (bucket !== undefined) return bucket;
  throw new ServiceError('NoSuchBucket', 'The specified bucket does not exist', {
    status: 404,
    details: { BucketName: name },
  });
}

export function accessDenied(): ServiceError {
  return new ServiceError('AccessDenied', 'Access Denied', { status: 403 });
}
