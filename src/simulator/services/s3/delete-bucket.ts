import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { bucketAccess, expectedOwner, openBucket } from './bucket-access.js';
import { bucketsOf } from './state.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html */
export const deleteBucket: Operation = {
  service: 's3',
  name: 'DeleteBucket',
  mutating: true,
  http: { method: 'DELETE', uri: '/{Bucket}', headers: expectedOwner, answer: { status: 204 } },
  access: bucketAccess('s3:DeleteBucket'),
  handle(input, call) {
    const bucket = openBucket(input, call);
    // Versions and delete markers count: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html
    if (Object.keys(bucket.objects).length > 0) {
      throw new ServiceError('BucketNotEmpty', 'The bucket you tried to delete is not empty', {
        status: 409,
        details: { BucketName: bucket.name },
      });
    }
    delete bucketsOf(call.world)[bucket.name];
    return {};
  },
};
