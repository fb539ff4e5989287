import { parseStackSetName } from '../desired/names.js';
import type { ObservedStackSet } from '../model/observed.js';

/** The bucket that the hub, or what it has in another Region, made, by its name; `undefined`: none, or somebody else made it. */
export function madeBucket(
  prefix: string,
  { name, parameters }: Pick<ObservedStackSet, 'name' | 'parameters'>,
): string | undefined {
  const kind = parseStackSetName(prefix, name)?.kind;
  const { BucketName: bucket, CreateBucket: made } = parameters;
  return (kind === 'hub' || kind === 'bucket') && made !== 'false' ? bucket : undefined;
}
