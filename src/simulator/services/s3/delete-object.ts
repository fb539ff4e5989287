import type { Operation } from '../../kernel/contract.js';
import { requiredText, text } from '../../kernel/input.js';
import { bucketAccess, expectedOwner, openBucket } from './bucket-access.js';
import { deleteVersion } from './object-versions.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export const deleteObject: Operation = {
  service: 's3',
  name: 'DeleteObject',
  mutating: true,
  http: {
    method: 'DELETE',
    uri: '/{Bucket}/{Key+}',
    query: { versionId: 'VersionId' },
    headers: expectedOwner,
    answer: {
      status: 204,
      headers: { DeleteMarker: 'x-amz-delete-marker', VersionId: 'x-amz-version-id' },
    },
  },
  access: (input, call) => [
    ...bucketAccess('s3:DeleteObject')(input, call),
    ...(text(input, 'VersionId') === undefined ? [] : bucketAccess('s3:DeleteObjectVersion')(input, call)),
  ],
  handle(input, call) {
    const key = requiredText(input, 'Key', 'InvalidRequest');
    const { deleteMarker, versionId } = deleteVersion(
      call.world,
      openBucket(input, call),
      key,
      text(input, 'VersionId'),
    );
    return {
      ...(deleteMarker ? { DeleteMarker: true } : {}),
      ...(versionId === undefined ? {} : { VersionId: versionId }),
    };
  },
};
