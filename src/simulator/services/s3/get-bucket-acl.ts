import type { Operation } from '../../kernel/contract.js';
import { bucketAccess, openBucket } from './bucket-access.js';

/** The owner has full control; the simulator has no other grants. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html */
export const getBucketAcl: Operation = {
  service: 's3',
  name: 'GetBucketAcl',
  mutating: false,
  http: { method: 'GET', uri: '/{Bucket}?acl', answer: { root: 'AccessControlPolicy' } },
  access: bucketAccess('s3:GetBucketAcl'),
  handle(input, call) {
    const { ownerId } = openBucket(input, call);
    const xsi = { '@xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance', '@xsi:type': 'CanonicalUser' };
    return {
      Owner: { ID: ownerId },
      AccessControlList: { Grant: { Grantee: { ...xsi, ID: ownerId }, Permission: 'FULL_CONTROL' } },
    };
  },
};
