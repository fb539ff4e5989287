import { once } from 'node:events';
import type { Output } from './host.js';

/** Writes chunk by chunk, as fast as they are read: a large result is never in memory as a whole. */
export async function writeChunks(stream: Output, chunks: Iterable<string>): Promise<void> {
  for (const chunk of chunks) {
    // A reader that went away takes nothing more.
    if (stream.destroyed) return;
    if (stream.write(chunk)) continue;
    await Promise.race([once(stream, 'drain'), once(stream, 'close')]);
  }
}
