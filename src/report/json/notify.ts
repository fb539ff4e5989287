import { z } from 'zod';
import { ruleNames } from '../../model/catalog.js';
import { ruleSeverity, severities } from '../../model/severity.js';
import type { ToldFinding } from '../../notify/digest.js';
import type { NotifyView } from '../types.js';
import { accountId, calls, callsJson } from './common.js';

const finding = z.strictObject({
  accountId,
  region: z.string(),
  arn: z.string(),
  name: z.string(),
  rule: z.enum(ruleNames),
  severity: z.enum(severities),
  since: z.string().describe('When a digest first told of it.'),
  falsePositive: z.boolean().describe('A key of another account, which the rule takes for none.'),
});

export const notifySchema = z
  .strictObject({
    outcome: z
      .enum(['sent', 'nothing-new', 'busy', 'dry-run'])
      .describe('busy: another run is sending. dry-run: nothing was published or kept.'),
    at: z.string().describe('When the aggregator was read.'),
    previousAt: z.string().nullable().describe('Of the last digest; null: this is the first.'),
    new: z.array(finding),
    resolved: z.array(finding.extend({ fate: z.string().describe('What became of it.') })),
    open: z.array(finding).describe('Told of before, and open still.'),
    unknown: z.array(finding).describe('Told of before, and not known now: not taken for resolved.'),
    notKnown: z
      .strictObject({ findings: z.int().min(0), targets: z.int().min(0), accounts: z.int().min(0) })
      .describe(
        'Results that there are not, or not yet; covered places of which nothing is seen; accounts that are covered nowhere, at whose secrets nobody looks.',
      ),
    messages: z
      .array(z.strictObject({ id: z.string(), subject: z.string(), body: z.unknown() }))
      .describe('What is published, or would be; body is the JSON of the message.'),
    published: z.int().min(0).describe('Messages that this run published, those of others included.'),
    resumed: z.int().min(0).describe('Of them, those that a run that died had left.'),
    accountNames: z.record(accountId, z.string()).describe('Of the accounts that are named here.'),
    calls,
  })
  .describe('What `orgsecrets notify --json` prints.');

export type NotifyDocument = z.infer<typeof notifySchema>;

export function notifyDocument({ digest, messages, sent, accountNames, calls }: NotifyView): NotifyDocument {
  const { fresh, resolved, open, unknown } = digest;
  const named = new Set([...fresh, ...resolved, ...open, ...unknown].map((one) => one.accountId));
  const counts = sent === undefined || sent.outcome === 'busy' ? { messages: 0, resumed: 0 } : sent;
  return {
    outcome: sent?.outcome ?? 'dry-run',
    at: digest.at,
    previousAt: digest.previousAt ?? null,
    new: fresh.map(findingJson),
    resolved: resolved.map((one) => ({ ...findingJson(one), fate: one.fate })),
    open: open.map(findingJson),
    unknown: unknown.map(findingJson),
    notKnown: digest.notKnown,
    messages: messages.map(({ id, subject, body }) => ({ id, subject, body: JSON.parse(body) as unknown })),
    published: counts.messages + counts.resumed,
    resumed: counts.resumed,
    accountNames: Object.fromEntries([...accountNames].filter(([id]) => named.has(id))),
    calls: callsJson(calls),
  };
}

function findingJson(one: ToldFinding): NotifyDocument['new'][number] {
  const { accountId: id, region, arn, name, rule, since, falsePositive } = one;
  const severity = ruleSeverity[rule];
  return { accountId: id, region, arn, name, rule, severity, since, falsePositive };
}
