import type { BucketWritePort } from '../../src/apply/ports.js';
import type { BucketPlace, NotDeleted, ObjectVersion } from '../../src/model/bucket.js';

/** A bucket by hand, in small pages. */
export class FakeBucket implements BucketWritePort {
  versionsLeft: ObjectVersion[] = [];
  pageSize = 2;
  exists = true;
  /** AWS's error codes for a key, met one after the other; then it is deleted. */
  readonly refused = new Map<string, string[]>();
  /** What comes into the bucket just before it is deleted, each time something else. */
  readonly arriving: ObjectVersion[] = [];
  /** Deletions in flight, now and at most. */
  inFlight = { now: 0, most: 0 };

  async *versions(): AsyncIterable<readonly ObjectVersion[]> {
    const all = [...this.versionsLeft];
    for (let from = 0; from === 0 || from < all.length; from += this.pageSize)
      yield all.slice(from, from + this.pageSize);
  }

  async deleteVersions(
    _bucket: BucketPlace,
    versions: readonly ObjectVersion[],
  ): Promise<readonly NotDeleted[]> {
    this.inFlight.now += 1;
    this.inFlight.most = Math.max(this.inFlight.most, this.inFlight.now);
    await new Promise((resolve) => setImmediate(resolve));
    this.inFlight.now -= 1;
    const failed = versions.flatMap(({ key }): NotDeleted[] => {
      const code = this.refused.get(key)?.shift();
      return code === undefined ? [] : [{ key, code, reason: `said for ${key}` }];
    });
    const kept = new Set(failed.map(({ key }) => key));
    this.versionsLeft = this.versionsLeft.filter((one) => !versions.includes(one) || kept.has(one.key));
    return failed;
  }

  async deleteBucket(): Promise<'deleted' | 'not-empty'> {
    const one = this.arriving.shift();
    if (one) this.versionsLeft.push(one);
    if (this.versionsLeft.length > 0) return 'not-empty';
    this.exists = false;
    return 'deleted';
  }
}
