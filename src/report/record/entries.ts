import { z } from 'zod';
import { driftKindNames } from '../../model/drift.js';
import { acceptedGap, accountId, aggregator, coverage } from '../json/common.js';

/** Grows where a reader of the former format would misread a record; codes and fields that are new do not count. */
export const recordFormat = 1;

const place = { accountId: accountId.optional(), region: z.string().optional() };
const natural = z.int().min(0);

const action = z.object({
  id: z.string(),
  type: z.string(),
  destructive: z.boolean(),
  stackSet: z.string().optional(),
  region: z.string().optional(),
  accounts: z.array(accountId).optional().describe('Whom it concerns; missing: no single account.'),
});

const failure = z.object({ ...place, reason: z.string(), instructions: z.string().optional() });

const finding = z.object({
  kind: z.enum(driftKindNames),
  ...place,
  thing: z.string(),
  reason: z.string(),
  mendedBy: z
    .array(z.string())
    .optional()
    .describe(
      'Ids of the actions of --remediate that mend it; empty: it is left to a person; missing: a version wrote it that did not tell.',
    ),
  contested: z
    .object({ mended: natural, runs: natural, rounds: natural.optional() })
    .optional()
    .describe(
      'In how many of the last runs before that mend and looked at it, or of the rounds of this one, it was mended; missing: it is not contested.',
    ),
});

const option = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

function entry<Code extends string, Shape extends z.ZodRawShape>(code: Code, shape: Shape) {
  return z.object({
    at: z.string().regex(isoTime).describe('In ISO 8601, UTC, with milliseconds.'),
    code: z.literal(code),
    ...shape,
  });
}

/** One line of a record. Whoever reads passes over codes and fields that it does not know. */
export const entrySchema = z
  .discriminatedUnion('code', [
    entry('begun', {
      format: z.int().min(1),
      id: z.string().describe('As the file is called.'),
      command: z.string(),
      version: z.string().describe('Of orgsecrets.'),
      options: z.record(z.string(), option).describe('What the command line said.'),
      callerAccountId: accountId,
      prefix: z.string(),
      configFile: z.string(),
      configDigest: z.string().describe('Of what the org.yaml says, however it is written.'),
    }).describe('The first line.'),
    entry('reading', { what: z.string() }),
    entry('waiting', { what: z.string() }),
    entry('surveyed', { organizationId: z.string(), accounts: natural, targets: natural }).describe(
      'What is to be covered.',
    ),
    entry('planned', { trip: z.int().min(1), actions: z.array(action) }),
    entry('action-started', { id: z.string() }),
    entry('action-progress', { id: z.string(), text: z.string() }),
    entry('action-ended', {
      id: z.string(),
      type: z.string(),
      state: z.enum(['done', 'skipped', 'failed', 'not-attempted']),
      failures: z.array(failure),
      reason: z.string().optional(),
    }),
    entry('verifying', { verified: natural, total: natural }),
    entry('found', {
      findings: z.array(finding),
      unseen: z.array(z.object({ ...place, reason: z.string() })),
    }).describe('What has drifted, and where nobody could look.'),
    entry('mended', { findings: z.array(finding) }).describe(
      'Findings that are gone after something was done about them.',
    ),
    entry('proved', { coverage, acceptedGaps: z.array(acceptedGap), aggregator }).describe(
      'What was read back at the end.',
    ),
    entry('warning', { text: z.string() }),
    entry('call', {
      service: z.string(),
      operation: z.string(),
      accountId: accountId.optional(),
      region: z.string(),
      requestId: z.string().optional(),
      attempts: z.int().min(1),
      error: z.string().optional(),
    }).describe('A call that changes something, once it was answered. The others are counted at the end.'),
    entry('ended', { outcome: z.enum(['done', 'failed', 'refused', 'interrupted']) }),
    entry('closed', {
      exitCode: z.int(),
      calls: z.object({ total: natural, mutating: natural }).optional(),
      error: z.object({ code: z.string(), message: z.string() }).optional(),
    }).describe('The last line; without it the run was cut off, or goes on.'),
  ])
  .describe('One line of a record of a run: .orgsecrets/runs/*.jsonl.');

export type Entry = z.infer<typeof entrySchema>;

type WithoutTime<T> = T extends unknown ? Omit<T, 'at'> : never;

/** What a line says, without when. */
export type EntryBody = WithoutTime<Entry>;

export type EntryOf<Code extends Entry['code']> = Extract<Entry, { code: Code }>;
