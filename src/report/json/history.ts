import { z } from 'zod';
import { changeKinds, timelineSubjects, type Actor, type Change } from '../../model/timeline.js';
import type { HistoryView } from '../types.js';
import { accountId, calls, callsJson } from './common.js';

const event = z.strictObject({ id: z.string(), at: z.string(), name: z.string(), who: z.string() });

const change = z.strictObject({
  kind: z.enum(changeKinds),
  field: z.string(),
  from: z.string().nullable().describe('null: it was not there.'),
  to: z.string().nullable().describe('null: it is not there.'),
});

const actor = z.discriminatedUnion('known', [
  z.strictObject({ known: z.literal(true), events: z.array(event).min(1) }),
  z.strictObject({ known: z.literal(false), reason: z.string() }),
]);

export const historySchema = z
  .strictObject({
    secret: z.strictObject({ arn: z.string(), name: z.string(), accountId, region: z.string() }),
    entries: z
      .array(
        z.strictObject({
          at: z.string().describe('When AWS Config recorded it.'),
          subject: z.enum(timelineSubjects),
          resourceId: z.string(),
          changes: z.array(change).min(1),
          actor: actor.describe('Who did it, by CloudTrail.'),
        }),
      )
      .describe('Newest first.'),
    related: z.array(
      z.strictObject({
        subject: z.enum(['key', 'function']),
        resourceId: z.string(),
        missing: z.string().optional().describe('Why its own history is not among the entries.'),
      }),
    ),
    calls,
  })
  .describe('What `orgsecrets history --json` prints.');

export type HistoryDocument = z.infer<typeof historySchema>;

export function historyDocument({ history, calls: counted }: HistoryView): HistoryDocument {
  const { arn, name, accountId: account, region, entries, related } = history;
  return {
    secret: { arn, name, accountId: account, region },
    entries: entries.map(({ at, subject, resourceId, changes, actor: who }) => ({
      at,
      subject,
      resourceId,
      changes: changes.map(changeJson),
      actor: actorJson(who),
    })),
    related: related.map(({ subject, resourceId, missing }) => ({
      subject,
      resourceId,
      ...(missing !== undefined && { missing }),
    })),
    calls: callsJson(counted),
  };
}

function changeJson({ kind, field, from, to }: Change): z.infer<typeof change> {
  return { kind, field, from: from ?? null, to: to ?? null };
}

function actorJson(who: Actor): z.infer<typeof actor> {
  return who.known ? { known: true, events: who.events.map((one) => ({ ...one })) } : { ...who };
}
