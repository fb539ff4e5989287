import { OrgSecretsError } from '../model/errors.js';
import type { ApplyContext } from './context.js';

const growth = 1.5;
const longestPauseFactor = 6;

/** What a wait needs to know. */
export type Waiting = Pick<ApplyContext, 'clock' | 'signal' | 'deadline' | 'pollInterval'>;

/**
 * Asks until `ask` answers something, with pauses that grow.
 *
 * @returns `undefined` where the deadline came first.
 * @throws the signal's reason when interrupted.
 */
export async function pollUntil<T>(
  context: Waiting,
  ask: () => Promise<T | undefined>,
): Promise<T | undefined> {
  for (
    let pause = context.pollInterval;
    ;
    pause = Math.min(pause * growth, context.pollInterval * longestPauseFactor)
  ) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (context.clock.now() + pause > context.deadline) return undefined;
    await context.clock.sleep(pause, context.signal);
  }
}

/** What a wait comes to; the error where the deadline came first, and every other is thrown. */
export async function unlessTooLate<T>(wait: () => Promise<T>): Promise<T | OrgSecretsError> {
  try {
    return await wait();
  } catch (error) {
    if (error instanceof OrgSecretsError && error.code === 'DeadlineReached') return error;
    throw error;
  }
}

/**
 * Asks until `ask` answers something. No StackSet operation has a timeout of its own, so at the deadline the wait ends
 * although the operation goes on.
 *
 * @param what names what is waited for, for the message: `operation x of StackSet y`; a function where only the last look
 * tells.
 * @throws OrgSecretsError DeadlineReached; the signal's reason when interrupted.
 */
export async function poll<T>(
  context: Waiting,
  what: string | (() => string),
  ask: () => Promise<T | undefined>,
): Promise<T> {
  const answer = await pollUntil(context, ask);
  if (answer !== undefined) return answer;
  throw new OrgSecretsError(
    'DeadlineReached',
    `The deadline came while ${typeof what === 'string' ? what : what()} was still going on.`,
    {
      fault: 'aws',
      instructions: 'It goes on without orgsecrets. Run the same command again to pick it up.',
    },
  );
}
