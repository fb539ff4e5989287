/**
 * Runs `task` for each item as they come, at most `concurrency` at once: no further item is asked for meanwhile. After a
 * failure nothing new starts, what is in flight ends, and then the first failure is thrown.
 */
export async function eachBounded<T>(
  items: AsyncIterable<T>,
  concurrency: number,
  task: (item: T) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const run = async (item: T): Promise<void> => {
    try {
      await task(item);
    } catch (error) {
      failures.push(error);
    }
  };
  try {
    for await (const item of items) {
      const one: Promise<void> = run(item).finally(() => running.delete(one));
      running.add(one);
      if (running.size >= concurrency) await Promise.race(running);
      if (failures.length > 0) break;
    }
  } finally {
    await Promise.all(running);
  }
  if (failures.length > 0) throw failures[0];
}
