import type { Shape, Slot, World } from '../../kernel/contract.js';

/** A part of a bucket's configuration that one Put and one Get operation own. */
export type Setting =
  'versioning' | 'encryption' | 'publicAccessBlock' | 'ownership' | 'lifecycle' | 'tagging';

/** One version of an object, or a delete marker. */
export interface ObjectVersion {
  /** `null` where the bucket kept no versions when it was written. */
  readonly id: string;
  /** When it was written, epoch milliseconds. */
  readonly at: number;
  /** Bytes. */
  readonly size: number;
  readonly etag?: string;
  /** Missing for what AWS Config delivers, which nobody reads here. */
  readonly body?: string;
  readonly isDeleteMarker?: boolean;
}

export interface Bucket {
  readonly name: string;
  readonly arn: string;
  readonly ownerId: string;
  readonly region: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  policy?: string;
  settings: Partial<Record<Setting, Shape>>;
  /** Key → its versions, the newest first; no key has none. */
  objects: Record<string, readonly ObjectVersion[]>;
}

/** Bucket names are unique in a partition, so that all buckets are kept together, under the account `world`. */
const bucketsSlot: Slot<Record<string, Bucket>> = { name: 's3.buckets', create: () => ({}) };

export function bucketsOf(world: World): Record<string, Bucket> {
  return world.state(bucketsSlot, 'world', 'global');
}

export function bucketOf(world: World, name: string): Bucket | undefined {
  return bucketsOf(world)[name];
}
