import { OrgSecretsError } from '../model/errors.js';
import { LookRefused } from '../observed/look-refused.js';
import { awsWords, isDenied, isFresh } from './errors.js';

/**
 * Runs a look into a target. What AWS refuses there is an answer about the target, a LookRefused; an error of any other
 * kind goes through and fails the run.
 *
 * @param whenDenied what AccessDenied means: `no-role` where the session is a stand-in for a role that is not there yet.
 */
export async function looking<T>(
  look: () => Promise<T>,
  whenDenied: 'denied' | 'no-role' = 'denied',
): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (isDenied(error)) throw new LookRefused(whenDenied, awsWords(error), error);
    if (isFresh(error)) throw new LookRefused('pending', awsWords(error), error);
    if (error instanceof OrgSecretsError && error.code === 'AwsUnavailable')
      throw new LookRefused('unavailable', awsWords(error), error);
    throw error;
  }
}
