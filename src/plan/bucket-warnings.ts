import type { Desired } from '../model/desired.js';
import type { Observed } from '../model/observed.js';

/** A bucket that the hub made and delivers to no more: it stays, since it holds the history. */
export function bucketWarnings(
  desired: Pick<Desired, 'prefix' | 'stackSets'>,
  { stackSets }: Pick<Observed, 'stackSets'>,
): readonly string[] {
  const before = stackSets.get(`${desired.prefix}-hub`);
  const after = desired.stackSets.find(({ kind }) => kind === 'hub');
  if (!before?.owned || !after || before.instances.length === 0) return [];
  const { BucketName: name, CreateBucket: made } = before.parameters;
  if (made === 'false' || name === undefined || name === after.parameters['BucketName']) return [];
  return [
    `Bucket ${name} gets no new deliveries. It stays, with the history that it holds and without the policy that let AWS Config write to it.`,
  ];
}
