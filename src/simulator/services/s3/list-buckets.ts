import type { Operation } from '../../kernel/contract.js';
import { bucketsOf } from './state.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export const listBuckets: Operation = {
  service: 's3',
  name: 'ListBuckets',
  mutating: false,
  http: { method: 'GET', uri: '/', answer: { root: 'ListAllMyBucketsResult', items: { Buckets: 'Bucket' } } },
  access: () => [{ action: 's3:ListAllMyBuckets', resource: '*' }],
  handle(_input, call) {
    const { accountId } = call.caller;
    const own = Object.values(bucketsOf(call.world)).filter((bucket) => bucket.ownerId === accountId);
    return {
      Buckets: own
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ name, createdAt }) => ({ Name: name, CreationDate: new Date(createdAt) })),
      Owner: { ID: accountId },
    };
  },
};
