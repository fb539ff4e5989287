import type { BucketContents, BucketPlace } from '../model/bucket.js';
import type { BucketReadPort } from './ports.js';

/** A hundred calls; a history of years has more, and nobody waits for an exact number before saying yes or no. */
const mostPages = 100;

/** @returns how much is in it, or that there is more than so much. */
export async function observeBucket(
  bucket: BucketPlace,
  port: Pick<BucketReadPort, 'versions'>,
  signal: AbortSignal,
): Promise<BucketContents> {
  let [versions, deleteMarkers, bytes, pages] = [0, 0, 0, 0];
  for await (const page of port.versions(bucket)) {
    signal.throwIfAborted();
    if (pages === mostPages) return { versions, deleteMarkers, bytes, more: true };
    pages += 1;
    const markers = page.filter((one) => one.bytes === undefined).length;
    versions += page.length - markers;
    deleteMarkers += markers;
    bytes += page.reduce((sum, one) => sum + (one.bytes ?? 0), 0);
  }
  return { versions, deleteMarkers, bytes, more: false };
}
