import type { Operation } from '../../kernel/contract.js';
import { settingOperations } from './bucket-settings.js';
import { createBucket } from './create-bucket.js';
import { deleteBucket } from './delete-bucket.js';
import { deleteBucketPolicy } from './delete-bucket-policy.js';
import { deleteObject } from './delete-object.js';
import { deleteObjects } from './delete-objects.js';
import { getBucketAcl } from './get-bucket-acl.js';
import { getBucketLocation } from './get-bucket-location.js';
import { getBucketPolicy } from './get-bucket-policy.js';
import { getObject } from './get-object.js';
import { headBucket } from './head-bucket.js';
import { listBuckets } from './list-buckets.js';
import { listObjectVersions } from './list-object-versions.js';
import { listObjectsV2 } from './list-objects-v2.js';
import { putBucketPolicy } from './put-bucket-policy.js';
import { putObject } from './put-object.js';

/** Every operation of S3 that the simulator has. */
export const operations: readonly Operation[] = [
  createBucket,
  headBucket,
  deleteBucket,
  listBuckets,
  putBucketPolicy,
  getBucketPolicy,
  deleteBucketPolicy,
  getBucketLocation,
  getBucketAcl,
  getObject,
  putObject,
  listObjectsV2,
  listObjectVersions,
  deleteObject,
  deleteObjects,
  ...settingOperations,
];
