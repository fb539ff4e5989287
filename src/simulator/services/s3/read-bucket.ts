import { isDeepStrictEqual } from 'node:util';
import type { ProviderContext, Shape } from '../../kernel/contract.js';
import { ifThere } from '../../kernel/if-there.js';
import { isShape } from '../../kernel/input.js';
import { settingsOf } from './bucket-properties.js';

/** The property behind each of the calls that give a bucket its properties. */
const PROPERTIES: Readonly<Record<string, string>> = {
  PutBucketEncryption: 'BucketEncryption',
  PutBucketLifecycleConfiguration: 'LifecycleConfiguration',
  PutBucketOwnershipControls: 'OwnershipControls',
  PutBucketTagging: 'Tags',
  PutBucketVersioning: 'VersioningConfiguration',
  PutPublicAccessBlock: 'PublicAccessBlockConfiguration',
};

/** What S3 answers where a setting was never put, or was taken away. */
const ABSENT = [
  'NoSuchLifecycleConfiguration',
  'NoSuchPublicAccessBlockConfiguration',
  'NoSuchTagSet',
  'OwnershipControlsNotFoundError',
];

/**
 * A bucket under the names of its properties; undefined where it is gone. A setting that is what the property asks for
 * is the property; any other is as S3 has it, which is not quite the form that CloudFormation gives it.
 */
export async function readBucket(
  Bucket: string,
  properties: Shape,
  context: ProviderContext,
): Promise<Shape | undefined> {
  const there = await ifThere(['NoSuchBucket'], () => context.call('s3', 'GetBucketLocation', { Bucket }));
  if (!there) return undefined;
  const settings = await Promise.all(
    settingsOf(properties).map(async ([put, wanted]): Promise<[string, unknown]> => {
      const property = PROPERTIES[put] ?? put;
      const actual = await ifThere(ABSENT, () => context.call('s3', put.replace('Put', 'Get'), { Bucket }));
      return [property, isDeepStrictEqual(plain(wanted), plain(actual)) ? properties[property] : actual];
    }),
  );
  return { BucketName: Bucket, ...Object.fromEntries(settings) };
}

/** XML has text for every number and boolean. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (isShape(value))
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}
