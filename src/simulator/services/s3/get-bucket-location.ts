import type { Operation } from '../../kernel/contract.js';
import { bucketAccess, openBucket } from './bucket-access.js';

/** The Region is the text of the answer's one element, which is empty for us-east-1. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
export const getBucketLocation: Operation = {
  service: 's3',
  name: 'GetBucketLocation',
  mutating: false,
  http: { method: 'GET', uri: '/{Bucket}?location', answer: { root: 'LocationConstraint' } },
  access: bucketAccess('s3:GetBucketLocation'),
  handle(input, call) {
    const { region } = openBucket(input, call);
    return region === 'us-east-1' ? {} : { '#text': region };
  },
};
