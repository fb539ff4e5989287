import { z } from 'zod';
import type { ActionResult } from '../../model/outcome.js';
import { actionTitle } from '../action-title.js';
import type { AccountNames, ApplyView } from '../types.js';
import {
  acceptedGap,
  accountId,
  aggregator,
  aggregatorJson,
  calls,
  callsJson,
  coverage,
  coverageJson,
  exclusion,
  exclusionJson,
  gapJson,
} from './common.js';

const action = z.strictObject({
  id: z.string(),
  type: z.string(),
  title: z.string().describe('The action as people read it.'),
  reason: z.string().optional(),
  failures: z
    .array(
      z.strictObject({
        accountId: accountId.optional(),
        region: z.string().optional(),
        reason: z.string().describe("AWS's own words."),
        instructions: z.string().optional().describe('What to do next.'),
      }),
    )
    .describe('Per target; empty but for failed actions and those that ended with failed targets.'),
});

export const applySchema = z
  .strictObject({
    outcome: z.enum(['done', 'failed', 'refused', 'interrupted']),
    actions: z.strictObject({
      done: z.array(action),
      skipped: z.array(action),
      failed: z.array(action),
      notAttempted: z.array(action),
    }),
    coverage,
    acceptedGaps: z.array(acceptedGap).describe('Gaps that --accept-gaps let pass.'),
    exclusions: z.array(exclusion),
    aggregator,
    calls,
  })
  .describe('What `orgsecrets apply --json` prints.');

export type ApplyDocument = z.infer<typeof applySchema>;

export function applyDocument({ outcome, accountNames, calls }: ApplyView): ApplyDocument {
  const of = (state: ActionResult['state']) =>
    outcome.results
      .filter((result) => result.state === state)
      .map((result) => actionJson(result, accountNames));
  return {
    outcome: outcome.outcome,
    actions: {
      done: of('done'),
      skipped: of('skipped'),
      failed: of('failed'),
      notAttempted: of('not-attempted'),
    },
    coverage: coverageJson(outcome.coverage),
    acceptedGaps: outcome.acceptedGaps.map((gap) => ({ ...gapJson(gap), thing: gap.thing })),
    exclusions: outcome.exclusions.map(exclusionJson),
    aggregator: aggregatorJson(outcome.aggregator),
    calls: callsJson(calls),
  };
}

function actionJson(result: ActionResult, names: AccountNames): z.infer<typeof action> {
  return {
    id: result.action.id,
    type: result.action.type,
    title: actionTitle(result.action, names),
    ...(result.reason && { reason: result.reason }),
    failures: result.failures.map(({ accountId, region, reason, instructions }) => ({
      ...(accountId && { accountId }),
      ...(region && { region }),
      reason,
      ...(instructions && { instructions }),
    })),
  };
}
