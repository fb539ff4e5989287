import type { S3Client } from '@aws-sdk/client-s3';
import { parseState, printState } from '../notify/digest-state.js';
import type { DigestStore } from '../send/ports.js';
import { isAws, required } from './errors.js';

/** Where the state is: an object beside the configuration history. */
export interface DigestPlace {
  readonly bucket: string;
  readonly key: string;
}

/**
 * One object, written only over what was read: S3 answers 412 to all but one of those who try, and 409 to those who try
 * at the same moment. https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export async function digestStore(
  client: S3Client,
  { bucket: Bucket, key: Key }: DigestPlace,
): Promise<DigestStore> {
  const { GetObjectCommand, PutObjectCommand } = await import('@aws-sdk/client-s3');
  const place = `s3://${Bucket}/${Key}`;
  return {
    async read() {
      try {
        const answer = await client.send(new GetObjectCommand({ Bucket, Key }));
        const text = await required(answer.Body, 'GetObject Body').transformToString();
        return { state: parseState(text, place), tag: required(answer.ETag, 'GetObject ETag') };
      } catch (error) {
        if (isAws(error, 'NoSuchKey')) return { state: {}, tag: undefined };
        throw error;
      }
    },
    async write(state, tag) {
      const condition = tag === undefined ? { IfNoneMatch: '*' } : { IfMatch: tag };
      try {
        const answer = await client.send(
          new PutObjectCommand({
            Bucket,
            Key,
            Body: printState(state),
            ContentType: 'application/json',
            ...condition,
          }),
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
