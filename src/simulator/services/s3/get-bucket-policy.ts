import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { bucketAccess, openBucket } from './bucket-access.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html */
export const getBucketPolicy: Operation = {
  service: 's3',
  name: 'GetBucketPolicy',
  mutating: false,
  http: { method: 'GET', uri: '/{Bucket}?policy', answer: { body: 'Policy' } },
  access: bucketAccess('s3:GetBucketPolicy'),
  handle(input, call) {
    const bucket = openBucket(input, call);
    if (bucket.policy === undefined) {
      throw new ServiceError('NoSuchBucketPolicy', 'The bucket policy does not exist', {
        status: 404,
        details: { BucketName: bucket.name },
      });
    }
    return { Policy: bucket.policy };
  },
};
