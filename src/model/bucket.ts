import type { AccountId, RegionName } from './target.js';

/** A bucket, and whose it has to be. */
export interface BucketPlace {
  readonly name: string;
  readonly accountId: AccountId;
  readonly region: RegionName;
}

/** How much is in a bucket. */
export interface BucketContents {
  readonly versions: number;
  readonly deleteMarkers: number;
  /** Of all versions. */
  readonly bytes: number;
  /** Counting ended before the end: there is at least this much. */
  readonly more: boolean;
}

/** A version of an object, or a delete marker. */
export interface ObjectVersion {
  readonly key: string;
  readonly versionId: string;
  /** `undefined`: it is a delete marker. */
  readonly bytes: number | undefined;
}

/** What AWS said of one that it did not delete. */
export interface NotDeleted {
  readonly key: string;
  /** AWS's error code, e.g. `AccessDenied`, `InternalError`. */
  readonly code: string;
  readonly reason: string;
}
