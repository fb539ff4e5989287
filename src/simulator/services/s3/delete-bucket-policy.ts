import type { Operation } from '../../kernel/contract.js';
import { bucketAccess, openBucket } from './bucket-access.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html */
export const deleteBucketPolicy: Operation = {
  service: 's3',
  name: 'DeleteBucketPolicy',
  mutating: true,
  http: { method: 'DELETE', uri: '/{Bucket}?policy', answer: { status: 204 } },
  access: bucketAccess('s3:DeleteBucketPolicy'),
  handle(input, call) {
    delete openBucket(input, call).policy;
    return {};
  },
};
