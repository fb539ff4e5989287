import { z } from 'zod';
import { ruleNames } from '../model/catalog.js';
import { OrgSecretsError } from '../model/errors.js';
import type { LastDigest } from './digest.js';
import type { DigestMessage } from './digest-messages.js';

/** A digest that somebody has begun to send. */
export interface Sending {
  /** Tells it from every other digest that was ever begun. */
  readonly id: string;
  /** Who began it; a random text. */
  readonly runner: string;
  /** When, epoch milliseconds. */
  readonly at: number;
  readonly messages: readonly DigestMessage[];
  /** What is told once all are sent. */
  readonly next: LastDigest;
}

/** What is kept between two digests: what was told, or what is being told. */
export interface DigestState {
  readonly last?: LastDigest | undefined;
  readonly sending?: Sending | undefined;
}

/** How far the sending of a digest is. Small, and apart from the state: it is written after every message. */
export interface Progress {
  /** Of the `Sending`. */
  readonly id: string;
  /** Who is at it: not who began, where another run took over. */
  readonly runner: string;
  /** When it last went on, epoch milliseconds. */
  readonly at: number;
  /** How many messages are sent. */
  readonly sent: number;
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
      id: z.string(),
      runner: z.string(),
      at: z.number(),
      messages: z.array(message),
      next: lastDigest,
    })
    .optional(),
});

const progressDocument = z.strictObject({
  version: z.literal(1),
  id: z.string(),
  runner: z.string(),
  at: z.number(),
  sent: z.int().min(0),
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
  throw notOurs(place);
}

export function printProgress(progress: Progress): string {
  return JSON.stringify({ version: 1, ...progress });
}

/** As `parseState`. */
export function parseProgress(text: string, place: string): Progress {
  const parsed = progressDocument.safeParse(jsonOf(text));
  if (!parsed.success) throw notOurs(place);
  const { id, runner, at, sent } = parsed.data;
  return { id, runner, at, sent };
}

function notOurs(place: string): OrgSecretsError {
  return new OrgSecretsError('InvalidState', `${place} is not what orgsecrets keeps between two digests.`, {
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
