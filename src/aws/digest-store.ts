import type { S3Client } from '@aws-sdk/client-s3';
import { parseProgress, parseState, printProgress, printState } from '../notify/digest-state.js';
import type { DigestStore } from '../send/ports.js';
import { isAws, required } from './errors.js';

/** Where it is kept what was told: two objects beside the configuration history. */
export interface DigestPlace {
  readonly bucket: string;
  /** Keys. */
  readonly state: string;
  readonly progress: string;
}

export async function digestStore(client: S3Client, place: DigestPlace): Promise<DigestStore> {
  const state = await keptObject(client, place.bucket, place.state);
  const progress = await keptObject(client, place.bucket, place.progress);
  return {
    async read() {
      // In this order: see `DigestStore`.
      const sent = await progress.read();
      const kept = await state.read();
      return {
        state: kept === undefined ? {} : parseState(kept.text, state.place),
        tag: kept?.tag,
        progress: sent && parseProgress(sent.text, progress.place),
        progressTag: sent?.tag,
      };
    },
    write: (next, tag) => state.write(printState(next), tag),
    writeProgress: (next, tag) => progress.write(printProgress(next), tag),
  };
}

interface KeptObject {
  /** For people. */
  readonly place: string;
  /** `undefined`: there is none. */
  read(): Promise<{ readonly text: string; readonly tag: string } | undefined>;
  write(text: string, tag: string | undefined): Promise<string | undefined>;
}

/**
 * One object, written only over what was read: S3 answers 412 to all but one of those who try, and 409 to those who try
 * at the same moment. https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
async function keptObject(client: S3Client, Bucket: string, Key: string): Promise<KeptObject> {
  const { GetObjectCommand, PutObjectCommand } = await import('@aws-sdk/client-s3');
  return {
    place: `s3://${Bucket}/${Key}`,
    async read() {
      try {
        const answer = await client.send(new GetObjectCommand({ Bucket, Key }));
        const text = await required(answer.Body, 'GetObject Body').transformToString();
        return { text, tag: required(answer.ETag, 'GetObject ETag') };
      } catch (error) {
        if (isAws(error, 'NoSuchKey')) return undefined;
        throw error;
      }
    },
    async write(Body, tag) {
      const condition = tag === undefined ? { IfNoneMatch: '*' } : { IfMatch: tag };
      try {
        const answer = await client.send(
          new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/json', ...condition }),
        );
        return required(answer.ETag, 'PutObject ETag');
      } catch (error) {
        // NoSuchKey: what was read is deleted since.
        if (isAws(error, 'PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey')) return undefined;
        throw error;
      }
    },
  };
}
