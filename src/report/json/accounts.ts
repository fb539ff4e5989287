import { z } from 'zod';
import { coverageStates, type AccountCoverage } from '../../model/account-coverage.js';
import type { AccountsView } from '../types.js';
import { accountId, calls, callsJson, exclusion, exclusionJson } from './common.js';

const natural = z.int().min(0);

const account = z.strictObject({
  accountId,
  name: z.string(),
  state: z
    .enum(['PENDING_ACTIVATION', 'ACTIVE', 'SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'])
    .describe('As AWS Organizations has it.'),
  unit: z.string().describe('The path of its organizational unit; / is the root.'),
  joinedAt: z.string().optional().describe('ISO 8601. Missing: AWS does not say.'),
  coverage: z
    .enum(coverageStates)
    .describe(
      'proved: read back from AWS Config in every target; deployed: our stacks say so, and nobody looked; pending: something is missing; excluded: nothing is wanted there.',
    ),
  targets: z.strictObject({
    desired: natural.describe('Targets (the account in a Region) that are to be covered.'),
    deployed: natural.describe('Where our stacks say that recorder and rules are there.'),
    proved: natural.optional().describe('Where AWS Config says so. Missing: without --prove nobody looked.'),
  }),
  exclusions: z.array(exclusion).describe('What leaves the account out, or some of its Regions.'),
  pending: z.array(
    z.strictObject({
      waitsFor: z
        .enum(['apply', 'aws', 'person'])
        .describe('apply: the next run; aws: AWS is at it; person: somebody, as the instructions say.'),
      reason: z.string(),
      instructions: z.string().optional(),
      regions: z.array(z.string()),
    }),
  ),
  assumed: z
    .array(z.string())
    .describe(
      'Regions that count as deployed although no recorder of ours stands there: rules of ours do, so the recorder is taken to be somebody else’s. Empty with --prove, which looks.',
    ),
  left: z.array(z.string()).describe('Regions with stacks of ours where nothing is wanted.'),
  since: z
    .strictObject({ at: z.string(), what: z.enum(['covered', 'joined']), source: z.string() })
    .optional()
    .describe('covered: a run made the last of its recorders and rules. Missing: nobody knows.'),
});

export const accountsSchema = z
  .strictObject({
    organizationId: z.string(),
    proved: z.boolean().describe('Coverage was read back from AWS Config (--prove).'),
    accounts: z.array(account).describe('Those that were asked for, sorted by id.'),
    calls,
  })
  .describe('What `orgsecrets accounts --json` prints.');

export type AccountsDocument = z.infer<typeof accountsSchema>;

export function accountsDocument({
  organizationId,
  proved,
  accounts,
  calls: made,
}: AccountsView): AccountsDocument {
  return { organizationId, proved, accounts: accounts.map(accountJson), calls: callsJson(made) };
}

function accountJson(one: AccountCoverage): z.infer<typeof account> {
  const { accountId: id, name, state, unit, joinedAt, coverage, targets, since } = one;
  return {
    accountId: id,
    name,
    state,
    unit,
    ...(joinedAt !== undefined && { joinedAt }),
    coverage,
    targets: { ...targets },
    exclusions: one.exclusions.map(exclusionJson),
    pending: one.pending.map(({ waitsFor, reason, instructions, regions }) => ({
      waitsFor,
      reason,
      ...(instructions !== undefined && { instructions }),
      regions: [...regions],
    })),
    assumed: [...one.assumed],
    left: [...one.left],
    ...(since && { since: { ...since } }),
  };
}
