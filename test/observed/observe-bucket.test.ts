import { expect } from 'chai';
import type { ObjectVersion } from '../../src/model/bucket.js';
import { observeBucket } from '../../src/observed/observe-bucket.js';

const bucket = { name: 'history', accountId: '222222222222', region: 'eu-west-1' };
const version = (key: string, bytes: number | undefined): ObjectVersion => ({ key, versionId: '1', bytes });

/** A bucket of so many pages, each of two versions and a delete marker. */
function pages(count: number) {
  const asked = { pages: 0 };
  const port = {
    async *versions(): AsyncIterable<readonly ObjectVersion[]> {
      for (; asked.pages < count;) {
        asked.pages += 1;
        yield [version('a', 10), version('b', 5), version('c', undefined)];
      }
    },
  };
  return { asked, port };
}

describe('what is in a bucket', () => {
  const { signal } = new AbortController();

  it('is counted, delete markers apart', async () => {
    expect(await observeBucket(bucket, pages(3).port, signal)).to.deep.equal({
      versions: 6,
      deleteMarkers: 3,
      bytes: 45,
      more: false,
    });
    expect(await observeBucket(bucket, pages(0).port, signal)).to.include({ versions: 0, more: false });
  });

  it('is counted to the end where that takes a hundred pages, and no further', async () => {
    expect(await observeBucket(bucket, pages(100).port, signal)).to.include({ versions: 200, more: false });
    const long = pages(100_000);
    expect(await observeBucket(bucket, long.port, signal)).to.include({ versions: 200, more: true });
    expect(long.asked.pages).to.equal(101);
  });
});
