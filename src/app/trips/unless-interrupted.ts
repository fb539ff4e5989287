import type { Run } from '../run.js';

/** @returns `undefined` where the run was interrupted meanwhile. */
export async function unlessInterrupted<T>(
  { signal }: Pick<Run, 'signal'>,
  work: () => Promise<T>,
): Promise<T | undefined> {
  if (signal.aborted) return undefined;
  try {
    return await work();
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}
