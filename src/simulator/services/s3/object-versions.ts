import type { World } from '../../kernel/contract.js';
import { text } from '../../kernel/input.js';
import type { Bucket, ObjectVersion } from './state.js';

/** The id of what was written while the bucket kept no versions. https://docs.aws.amazon.com/AmazonS3/latest/userguide/versioning-workflows.html */
const unversioned = 'null';

function status(bucket: Bucket): string | undefined {
  return text(bucket.settings.versioning ?? {}, 'Status');
}

/**
 * A new version on top of the others: with an id of its own where versioning is on, else as the version `null`, which
 * replaces the one before. https://docs.aws.amazon.com/AmazonS3/latest/userguide/AddingObjectstoVersionSuspendedBuckets.html
 */
export function addVersion(
  world: World,
  bucket: Bucket,
  key: string,
  what: Omit<ObjectVersion, 'id' | 'at'>,
): ObjectVersion {
  const id = status(bucket) === 'Enabled' ? world.random.uuid() : unversioned;
  const version: ObjectVersion = { id, at: world.clock.now(), ...what };
  const others = (bucket.objects[key] ?? []).filter((one) => id !== unversioned || one.id !== unversioned);
  bucket.objects[key] = [version, ...others];
  return version;
}

/** The version that is there when nobody names one; undefined where there is none, or a delete marker. */
export function latest(bucket: Bucket, key: string): ObjectVersion | undefined {
  const [version] = bucket.objects[key] ?? [];
  return version?.isDeleteMarker ? undefined : version;
}

export interface Deleted {
  /** What was deleted, or made, is a delete marker. */
  readonly deleteMarker: boolean;
  readonly versionId: string | undefined;
}

/**
 * With a version: that one goes for good; what is not there is no error. Without one: a delete marker comes on top where
 * versions are kept, else the object goes. https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjectVersions.html
 */
export function deleteVersion(
  world: World,
  bucket: Bucket,
  key: string,
  versionId: string | undefined,
): Deleted {
  if (versionId !== undefined) {
    const before = bucket.objects[key] ?? [];
    const gone = before.find(({ id }) => id === versionId);
    keep(
      bucket,
      key,
      before.filter((one) => one !== gone),
    );
    return { deleteMarker: gone?.isDeleteMarker === true, versionId };
  }
  if (status(bucket) === undefined) {
    keep(bucket, key, []);
    return { deleteMarker: false, versionId: undefined };
  }
  return {
    deleteMarker: true,
    versionId: addVersion(world, bucket, key, { size: 0, isDeleteMarker: true }).id,
  };
}

function keep(bucket: Bucket, key: string, versions: readonly ObjectVersion[]): void {
  if (versions.length > 0) bucket.objects[key] = [...versions];
  else delete bucket.objects[key];
}
