import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { bucketAccess, openBucket } from './bucket-access.js';

/** An answer to HEAD has no body: its codes are those of the HTTP status. https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export const headBucket: Operation = {
  service: 's3',
  name: 'HeadBucket',
  mutating: false,
  http: { method: 'HEAD', uri: '/{Bucket}', answer: { headers: { BucketRegion: 'x-amz-bucket-region' } } },
  access: bucketAccess('s3:ListBucket'),
  handle(input, call) {
    try {
      return { BucketRegion: openBucket(input, call).region };
    } catch (error) {
      if (error instanceof ServiceError && error.status === 404)
        throw new ServiceError('NotFound', 'Not Found', { status: 404 });
      throw error;
    }
  },
};
