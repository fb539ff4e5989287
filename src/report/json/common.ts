import { z } from 'zod';
import type { Exclusion } from '../../model/exclusion.js';
import type { AggregatorStatus, CoverageCount, Gap, VerifiedCoverage } from '../../model/outcome.js';
import type { ScopeData } from '../../model/scope.js';
import type { Calls } from '../types.js';

export const accountId = z.string().regex(/^\d{12}$/);

const gap = z.strictObject({
  accountId,
  region: z.string(),
  reason: z.string(),
  instructions: z
    .string()
    .optional()
    .describe('What a person can do about it, in the words of the text output.'),
});

export const acceptedGap = gap.extend({ thing: z.enum(['recorder', 'rules']) });

const coverageCount = z.strictObject({
  desired: z.int().min(0).describe('Targets that should have it.'),
  verified: z.int().min(0).describe('Targets where it was read back from AWS Config.'),
  gaps: z.array(gap),
});

export const coverage = z.strictObject({ recorder: coverageCount, rules: coverageCount });

export const exclusion = z.strictObject({
  accountId: accountId.optional().describe('Missing: every account.'),
  region: z.string().optional().describe('Missing: every Region.'),
  rule: z.string().optional().describe('Set where one rule alone is left out.'),
  reason: z.string(),
  source: z.string(),
});

export const aggregator = z.strictObject({
  name: z.string(),
  accountId,
  region: z.string(),
  arn: z.string().nullable().describe('null where it does not exist.'),
  status: z.enum(['absent', 'present', 'succeeded', 'failed', 'outdated', 'waiting', 'filling', 'unknown']),
  detail: z.string().optional(),
});

export const scope = z
  .strictObject({ accounts: z.array(accountId).optional(), regions: z.array(z.string()).optional() })
  .describe('What the run was narrowed to; missing: the whole organization.');

export const calls = z.strictObject({
  total: z.int().min(0),
  mutating: z.int().min(0),
  byOperation: z.record(z.string(), z.int().min(0)).describe('By service:Operation.'),
});

export function gapJson({ accountId, region, reason, instructions }: Gap): z.infer<typeof gap> {
  return { accountId, region, reason, ...(instructions !== undefined && { instructions }) };
}

export function coverageJson({ recorder, rules }: VerifiedCoverage): z.infer<typeof coverage> {
  const one = ({ desired, verified, gaps }: CoverageCount) => ({
    desired,
    verified,
    gaps: gaps.map(gapJson),
  });
  return { recorder: one(recorder), rules: one(rules) };
}

export function exclusionJson(one: Exclusion): z.infer<typeof exclusion> {
  const { accountId, region, rule, reason, source } = one;
  return {
    ...(accountId && { accountId }),
    ...(region && { region }),
    ...(rule && { rule }),
    reason,
    source,
  };
}

export function aggregatorJson(status: AggregatorStatus): z.infer<typeof aggregator> {
  const { name, accountId, region, arn, detail } = status;
  return { name, accountId, region, arn: arn ?? null, status: status.status, ...(detail && { detail }) };
}

export function scopeJson(one: ScopeData | undefined): { scope?: z.infer<typeof scope> } {
  if (one === undefined) return {};
  const { accounts, regions } = one;
  return {
    scope: { ...(accounts && { accounts: [...accounts] }), ...(regions && { regions: [...regions] }) },
  };
}

export function callsJson({ total, mutating, byOperation }: Calls): z.infer<typeof calls> {
  return { total, mutating, byOperation: { ...byOperation } };
}
