import { ServiceError } from '../../kernel/contract.js';
import type { Call, Operation, Shape } from '../../kernel/contract.js';
import { requiredText } from '../../kernel/input.js';
import { bucketAccess, openBucket } from './bucket-access.js';
import { latest } from './object-versions.js';

/**
 * Who may not list the bucket is not told that a key is missing: 403 instead of 404.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export const getObject: Operation = {
  service: 's3',
  name: 'GetObject',
  mutating: false,
  http: {
    method: 'GET',
    uri: '/{Bucket}/{Key+}',
    answer: {
      body: 'Body',
      headers: { ETag: 'etag', LastModified: 'last-modified', ContentType: 'content-type' },
    },
  },
  access: bucketAccess('s3:GetObject'),
  async handle(input, call) {
    const key = requiredText(input, 'Key', 'InvalidRequest');
    const bucket = openBucket(input, call);
    const object = latest(bucket, key);
    if (object === undefined) {
      await mayList(input, call);
      throw new ServiceError('NoSuchKey', 'The specified key does not exist.', {
        status: 404,
        details: { Key: key },
      });
    }
    return {
      Body: object.body ?? '',
      ETag: object.etag,
      LastModified: new Date(object.at),
      ContentType: 'application/octet-stream',
    };
  },
};

/** @throws ServiceError AccessDenied */
async function mayList({ Bucket }: Shape, { world, caller, region }: Call): Promise<void> {
  await world.invoke('s3', 'ListObjectsV2', { Bucket, MaxKeys: 1 }, { caller, region });
}
