import type { Operation } from '../../kernel/contract.js';
import { flag, requiredText } from '../../kernel/input.js';
import { accessDenied, bucketAccess, openBucket } from './bucket-access.js';
import { checkBucketPolicy, isPublic } from './bucket-policy.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
export const putBucketPolicy: Operation = {
  service: 's3',
  name: 'PutBucketPolicy',
  mutating: true,
  http: { method: 'PUT', uri: '/{Bucket}?policy', body: 'Policy', answer: { status: 204 } },
  access: bucketAccess('s3:PutBucketPolicy'),
  handle(input, call) {
    const bucket = openBucket(input, call);
    const policy = requiredText(input, 'Policy', 'MalformedPolicy');
    const statements = checkBucketPolicy(policy, bucket.arn);
    const blocked = flag(bucket.settings.publicAccessBlock ?? {}, 'BlockPublicPolicy') ?? false;
    if (blocked && isPublic(statements)) throw accessDenied();
    bucket.policy = policy;
    return {};
  },
};
