import { ServiceError } from './contract.js';

/** What a call answers; undefined where it answers one of these codes, which say that the thing is not there. */
export async function ifThere<T>(codes: readonly string[], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ServiceError && codes.includes(error.code)) return undefined;
    throw error;
  }
}
