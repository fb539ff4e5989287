import type { Operation } from '../../kernel/contract.js';
import { integer, text } from '../../kernel/input.js';
import { bucketAccess, expectedOwner, openBucket } from './bucket-access.js';
import type { Bucket, ObjectVersion } from './state.js';

interface Listed {
  readonly key: string;
  readonly version: ObjectVersion;
  readonly isLatest: boolean;
}

const most = 1000;

/**
 * Every version and delete marker: by key, the newest first. The next page is named by the last item of this one.
 * Delimiters are not simulated. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html
 */
export const listObjectVersions: Operation = {
  service: 's3',
  name: 'ListObjectVersions',
  mutating: false,
  http: {
    method: 'GET',
    uri: '/{Bucket}?versions',
    query: {
      prefix: 'Prefix',
      'max-keys': 'MaxKeys',
      'key-marker': 'KeyMarker',
      'version-id-marker': 'VersionIdMarker',
    },
    headers: expectedOwner,
    answer: { root: 'ListVersionsResult' },
  },
  access: bucketAccess('s3:ListBucketVersions'),
  handle(input, call) {
    const bucket = openBucket(input, call);
    const [prefix, keyMarker] = [text(input, 'Prefix') ?? '', text(input, 'KeyMarker') ?? ''];
    const versionIdMarker = text(input, 'VersionIdMarker') ?? '';
    const MaxKeys = Math.min(integer(input, 'MaxKeys') ?? most, most);
    const size = Math.max(1, Math.min(MaxKeys, call.world.paging.size ?? most));
    const left = after(listed(bucket, prefix), keyMarker, versionIdMarker);
    const items = left.slice(0, size);
    const last = left.length > size ? items.at(-1) : undefined;
    return {
      Name: bucket.name,
      Prefix: prefix,
      KeyMarker: keyMarker,
      VersionIdMarker: versionIdMarker,
      MaxKeys,
      IsTruncated: last !== undefined,
      ...(last ? { NextKeyMarker: last.key, NextVersionIdMarker: last.version.id } : {}),
      Version: items
        .filter(({ version }) => !version.isDeleteMarker)
        .map((item) => ({ ...common(item, bucket), Size: item.version.size, StorageClass: 'STANDARD' })),
      DeleteMarker: items.filter(({ version }) => version.isDeleteMarker).map((item) => common(item, bucket)),
    };
  },
};

function listed(bucket: Bucket, prefix: string): readonly Listed[] {
  return Object.keys(bucket.objects)
    .filter((key) => key.startsWith(prefix))
    .sort()
    .flatMap((key) =>
      (bucket.objects[key] ?? []).map((version, index) => ({ key, version, isLatest: index === 0 })),
    );
}

/** What follows a key, or one version of it. */
function after(items: readonly Listed[], keyMarker: string, versionIdMarker: string): readonly Listed[] {
  if (keyMarker === '') return items;
  const marked =
    versionIdMarker === ''
      ? -1
      : items.findIndex(({ key, version }) => key === keyMarker && version.id === versionIdMarker);
  return marked >= 0 ? items.slice(marked + 1) : items.filter(({ key }) => key > keyMarker);
}

function common({ key, version, isLatest }: Listed, { ownerId }: Bucket) {
  return {
    Key: key,
    VersionId: version.id,
    IsLatest: isLatest,
    LastModified: new Date(version.at),
    Owner: { ID: ownerId },
  };
}
