import { z } from 'zod';
import type { ActionResult } from '../../model/outcome.js';
import { actionTitle } from '../action-title.js';
import type { AccountNames } from '../types.js';
import { accountId } from './common.js';

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

/** What became of every action, in four sets. */
export const actionSets = z.strictObject({
  done: z.array(action),
  skipped: z.array(action),
  failed: z.array(action),
  notAttempted: z.array(action),
});

export function actionSetsJson(
  results: readonly ActionResult[],
  names: AccountNames,
): z.infer<typeof actionSets> {
  const of = (state: ActionResult['state']) =>
    results.filter((result) => result.state === state).map((result) => actionJson(result, names));
  return {
    done: of('done'),
    skipped: of('skipped'),
    failed: of('failed'),
    notAttempted: of('not-attempted'),
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
