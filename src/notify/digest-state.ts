import { z } from 'zod';
import { ruleNames } from '../model/catalog.js';
import { OrgSecretsError } from '../model/errors.js';
import type { LastDigest } from './digest.js';
import type { DigestMessage } from './digest-messages.js';

/** A digest that somebody has begun to send. */
export interface Sending {
  /** Who; a random text. */
  readonly runner: string;
  /** When it last went on, epoch milliseconds. */
  readonly at: number;
  readonly messages: readonly DigestMessage[];
  /** How many of them are sent. */
  readonly sent: number;
  /** What is told once all are sent. */
  readonly next: LastDigest;
}

/** What is kept between two digests. */
export interface DigestState {
  readonly last?: LastDigest | undefined;
  readonly sending?: Sending | undefined;
}

const finding = z.strictObject({
  rule: z.enum(ruleNames),
  arn: z.string(),
  name: z.string(),
  accountId: z.string(),
  region: z.string(),
  falsePositive: z.boolean(),
  since: z.string(),
});
const lastDigest = z.strictObject({ at: z.string(), findings: z.array(finding) });
const message = z.strictObject({ id: z.string(), subject: z.string(), body: z.string() });
const document = z.strictObject({
  version: z.literal(1),
  last: lastDigest.optional(),
  sending: z
    .strictObject({
      runner: z.string(),
      at: z.number(),
      messages: z.array(message),
      sent: z.number(),
      next: lastDigest,
    })
    .optional(),
});

export function printState(state: DigestState): string {
  return JSON.stringify({ version: 1, ...state });
}

/**
 * @param place where it was read, for the error.
 * @throws OrgSecretsError InvalidState: somebody else's object, or a newer version's. Nothing is sent then.
 */
export function parseState(text: string, place: string): DigestState {
  const parsed = document.safeParse(jsonOf(text));
  if (parsed.success) {
    const { last, sending } = parsed.data;
    return { ...(last && { last }), ...(sending && { sending }) };
  }
  throw new OrgSecretsError('InvalidState', `${place} is not what orgsecrets keeps between two digests.`, {
    fault: 'user',
    instructions:
      'Was it written by a newer orgsecrets? Then use that one. Otherwise delete the object: the next digest tells everything as new.',
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
