import { z } from 'zod';
import { entrySchema } from '../record/entries.js';
import type { RunRecord } from '../record/parse-record.js';
import { summaryOf } from '../record/summary.js';
import type { RunSummary, RunsView } from '../types.js';

const natural = z.int().min(0);

const summary = z.strictObject({
  id: z.string(),
  command: z.string(),
  version: z.string().describe('Of orgsecrets.'),
  organizationId: z.string().optional().describe('Missing: the run did not come so far.'),
  state: z
    .enum(['done', 'failed', 'refused', 'interrupted', 'cut off'])
    .describe('cut off: there is no last line; the run was killed, or it goes on.'),
  exitCode: z.int().optional(),
  startedAt: z.string(),
  endedAt: z.string(),
  actions: z.strictObject({
    done: natural,
    skipped: natural,
    failed: natural,
    'not-attempted': natural,
    'end-unknown': natural.describe('Begun, and no entry tells their end: the run was cut off, or goes on.'),
  }),
  findings: natural.optional().describe('Missing: nobody looked for drift.'),
  mended: natural,
  mutatingCalls: natural,
});

export const runsSchema = z
  .strictObject({
    folder: z.string(),
    runs: z.array(summary).describe('The newest first.'),
    unreadable: z.array(z.strictObject({ file: z.string(), reason: z.string() })),
  })
  .describe('What `orgsecrets runs --json` prints.');

export const runSchema = z
  .strictObject({
    summary,
    entries: z.array(entrySchema),
    torn: z.int().nullable().describe('The number of the last line, where it was not written to its end.'),
    damaged: z.array(z.int()).describe('Numbers of other lines that could not be read.'),
    unknown: natural.describe('Lines of a newer version.'),
  })
  .describe('What `orgsecrets runs show ID --json` prints.');

export type RunsDocument = z.infer<typeof runsSchema>;
export type RunDocument = z.infer<typeof runSchema>;

export function runsDocument({ folder, runs, unreadable }: RunsView): RunsDocument {
  return { folder, runs: runs.map(summaryJson), unreadable: unreadable.map((one) => ({ ...one })) };
}

export function runDocument(record: RunRecord): RunDocument {
  const { entries, torn, damaged, unknown } = record;
  return {
    summary: summaryJson(summaryOf(record)),
    entries: [...entries],
    torn: torn ?? null,
    damaged: [...damaged],
    unknown,
  };
}

function summaryJson(one: RunSummary): z.infer<typeof summary> {
  const { organizationId, exitCode, findings, actions, ...rest } = one;
  return {
    ...rest,
    actions: { ...actions },
    ...(organizationId !== undefined && { organizationId }),
    ...(exitCode !== undefined && { exitCode }),
    ...(findings !== undefined && { findings }),
  };
}
