import {
  DeleteBucketCommand,
  DeleteObjectsCommand,
  GetBucketTaggingCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { BucketWritePort } from '../apply/ports.js';
import type { BucketPlace, ObjectVersion } from '../model/bucket.js';
import { noReason } from '../model/no-reason.js';
import type { BucketReadPort } from '../observed/ports.js';
import { absentIf, isAws, required } from './errors.js';
import { tagsOf } from './key-values.js';
import { looking } from './look-errors.js';

const pageSize = 1000;
/** What S3 says of a bucket that is gone. */
const bucketGone = ['NoSuchBucket'];

/**
 * S3 on one bucket. Every call names the account that the bucket has to belong to, so that AWS refuses whatever belongs
 * to another: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html
 *
 * @param open a client with a session in the bucket's account and Region.
 */
export function bucketPort(
  open: (bucket: BucketPlace) => Promise<S3Client>,
): BucketReadPort & BucketWritePort {
  const inputOf = ({ name, accountId }: BucketPlace) => ({ Bucket: name, ExpectedBucketOwner: accountId });
  return {
    tags: (bucket) =>
      looking(async () => {
        const client = await open(bucket);
        const answer = await absentIf(['NoSuchTagSet'], () =>
          client.send(new GetBucketTaggingCommand(inputOf(bucket))),
        );
        return tagsOf(answer?.TagSet);
      }),
    async *versions(bucket) {
      const client = await looking(() => open(bucket));
      // The SDK has no paginator for it.
      let marker: Marker | undefined = {};
      while (marker) {
        const page: ListObjectVersionsCommandOutput | undefined = await looking(() =>
          absentIf(bucketGone, () =>
            client.send(new ListObjectVersionsCommand({ ...inputOf(bucket), MaxKeys: pageSize, ...marker })),
          ),
        );
        if (page === undefined) return;
        yield [
          ...(page.Versions ?? []).map((one) => version(one, one.Size ?? 0)),
          ...(page.DeleteMarkers ?? []).map((one) => version(one, undefined)),
        ];
        marker = next(page);
      }
    },
    async deleteVersions(bucket, versions) {
      const client = await open(bucket);
      const Objects = versions.map(({ key, versionId }) => ({ Key: key, VersionId: versionId }));
      const input = { ...inputOf(bucket), Delete: { Objects, Quiet: true } };
      const { Errors } =
        (await absentIf(bucketGone, () => client.send(new DeleteObjectsCommand(input)))) ?? {};
      return (Errors ?? []).map(({ Key, Code, Message }) => ({
        key: Key ?? '',
        code: Code ?? 'Error',
        reason: Message ?? noReason,
      }));
    },
    async deleteBucket(bucket) {
      const client = await open(bucket);
      try {
        await absentIf(bucketGone, () => client.send(new DeleteBucketCommand(inputOf(bucket))));
        return 'deleted';
      } catch (error) {
        if (isAws(error, 'BucketNotEmpty')) return 'not-empty';
        throw error;
      }
    },
  };
}

type Marker = Pick<ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'>;

function next(page: ListObjectVersionsCommandOutput): Marker | undefined {
  if (!page.IsTruncated) return undefined;
  return {
    KeyMarker: required(page.NextKeyMarker, 'ListObjectVersions NextKeyMarker'),
    ...(page.NextVersionIdMarker ? { VersionIdMarker: page.NextVersionIdMarker } : {}),
  };
}

function version(
  one: { readonly Key?: string | undefined; readonly VersionId?: string | undefined },
  bytes: number | undefined,
): ObjectVersion {
  return {
    key: required(one.Key, 'ObjectVersion.Key'),
    versionId: required(one.VersionId, 'ObjectVersion.VersionId'),
    bytes,
  };
}
