import { eachBounded } from '../concurrency/each-bounded.js';
import type { NotDeleted, ObjectVersion } from '../model/bucket.js';
import { OrgSecretsError } from '../model/errors.js';
import type { TargetFailure } from '../model/outcome.js';
import type { DeleteBucket } from '../model/plan.js';
import type { ApplyContext } from './context.js';

/** Pages that are deleted at the same time. S3 takes 3,500 deletions a second in one prefix: https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html */
const concurrentPages = 3;
/** How often the bucket is gone through: what AWS could not delete just now, or what came into it meanwhile, is met again. */
const rounds = 5;

/** AWS's own trouble. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const passing = /^(InternalError|SlowDown|ServiceUnavailable|OperationAborted)$/;

/**
 * Deletes every version and delete marker, a page at a time, and then the bucket. A run that is stopped has lost nothing
 * but what it deleted: the next one goes on with what is left.
 *
 * @throws OrgSecretsError DeadlineReached.
 */
export async function deleteBucket(
  action: DeleteBucket,
  context: ApplyContext,
): Promise<readonly TargetFailure[]> {
  const { bucket } = action;
  const port = await context.ports.bucket();
  let deleted = 0;
  for (let round = 1; ; round += 1) {
    const failed: NotDeleted[] = [];
    await eachBounded(port.versions(bucket), concurrentPages, async (page: readonly ObjectVersion[]) => {
      context.signal.throwIfAborted();
      if (context.clock.now() > context.deadline) throw deadline(bucket.name);
      if (page.length === 0) return;
      const left = await port.deleteVersions(bucket, page);
      failed.push(...left);
      deleted += page.length - left.length;
      context.emit({ code: 'action-progress', action, ...progress(action, deleted) });
    });
    const final = failed.filter(({ code }) => !passing.test(code));
    if (final.length > 0) return [failure(action, final, 'Mend that, and run again.')];
    if (failed.length === 0 && (await port.deleteBucket(bucket)) === 'deleted') return [];
    if (round === rounds)
      return [failure(action, failed, 'Run again; if it stays so, find out what still writes into it.')];
    await context.clock.sleep(context.pollInterval, context.signal);
  }
}

function progress({ contents }: DeleteBucket, done: number) {
  const text = 'versions and delete markers deleted';
  const total = contents.versions + contents.deleteMarkers;
  return contents.more || done > total ? { text: `${done} ${text}` } : { text, done, total };
}

function failure(
  { bucket }: DeleteBucket,
  failed: readonly NotDeleted[],
  instructions: string,
): TargetFailure {
  const { name, accountId, region } = bucket;
  const [first] = failed;
  const reason =
    first === undefined
      ? `bucket ${name} is not empty: something is written into it while it is emptied`
      : `bucket ${name}: ${failed.length} of its versions could not be deleted, ${first.key} among them: ${first.code}: ${first.reason}`;
  return { accountId, region, reason, instructions };
}

function deadline(name: string): OrgSecretsError {
  return new OrgSecretsError('DeadlineReached', `The deadline came while bucket ${name} was being emptied.`, {
    fault: 'aws',
    instructions:
      'Run the same command again to go on with what is left; stackSets.deadline gives it more time.',
  });
}
