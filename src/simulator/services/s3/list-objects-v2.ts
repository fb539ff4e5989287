import type { Operation } from '../../kernel/contract.js';
import { integer, text } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import { bucketAccess, openBucket } from './bucket-access.js';
import { latest } from './object-versions.js';

/** Keys by prefix, without delimiters. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export const listObjectsV2: Operation = {
  service: 's3',
  name: 'ListObjectsV2',
  mutating: false,
  http: {
    method: 'GET',
    uri: '/{Bucket}?list-type=2',
    query: { prefix: 'Prefix', 'max-keys': 'MaxKeys', 'continuation-token': 'ContinuationToken' },
    answer: { root: 'ListBucketResult' },
  },
  access: bucketAccess('s3:ListBucket'),
  handle(input, call) {
    const bucket = openBucket(input, call);
    const prefix = text(input, 'Prefix') ?? '';
    const keys = Object.keys(bucket.objects)
      .filter((key) => key.startsWith(prefix) && latest(bucket, key) !== undefined)
      .sort();
    const { items, nextToken } = page(call.world, keys, {
      token: text(input, 'ContinuationToken'),
      limit: integer(input, 'MaxKeys'),
      defaultSize: 1000,
      tokenError: 'InvalidArgument',
    });
    return {
      Name: bucket.name,
      Prefix: prefix,
      KeyCount: items.length,
      MaxKeys: integer(input, 'MaxKeys') ?? 1000,
      IsTruncated: nextToken !== undefined,
      ...(nextToken === undefined ? {} : { NextContinuationToken: nextToken }),
      Contents: items.map((Key) => ({
        Key,
        LastModified: new Date(latest(bucket, Key)?.at ?? 0),
        Size: latest(bucket, Key)?.size ?? 0,
        StorageClass: 'STANDARD',
      })),
    };
  },
};
