import { OrgSecretsError } from '../model/errors.js';

/**
 * Runs `task` for each item, at most `concurrency` at once, a new one as soon as one ends. After a failure nothing new
 * starts, what is in flight ends, and then the failure is thrown; further failures are named in its message.
 *
 * @returns the results, in the order of the items.
 */
export async function mapBounded<T, R>(
  items: readonly T[],
  concurrency: number,
  task: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const failures: unknown[] = [];
  const waiting = items.entries();
  const worker = async () => {
    for (const [index, item] of waiting) {
      try {
        results[index] = await task(item);
      } catch (error) {
        failures.push(error);
      }
      if (failures.length > 0) return;
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker));
  if (failures.length > 0) throw oneOf(failures);
  return results;
}

function oneOf(failures: readonly unknown[]): unknown {
  const [first, ...others] = failures;
  if (others.length === 0 || !(first instanceof OrgSecretsError)) return first;
  const more = others.map((error) => (error instanceof Error ? error.message : String(error))).join('; ');
  return new OrgSecretsError(first.code, `${first.message} (at the same time: ${more})`, {
    fault: first.fault,
    targets: first.targets,
    cause: first,
    ...(first.instructions === undefined ? {} : { instructions: first.instructions }),
  });
}
