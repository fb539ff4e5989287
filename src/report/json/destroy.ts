import { z } from 'zod';
import type { DestroyView } from '../types.js';
import { actionSets, actionSetsJson } from './actions.js';
import { calls, callsJson } from './common.js';

export const destroySchema = z
  .strictObject({
    outcome: z.enum(['done', 'failed', 'interrupted']),
    actions: actionSets,
    remains: z
      .array(z.strictObject({ what: z.string(), why: z.string() }))
      .describe('What stays of what orgsecrets made or registered.'),
    calls,
  })
  .describe('What `orgsecrets destroy --json` prints.');

export function destroyDocument(view: DestroyView): z.infer<typeof destroySchema> {
  return {
    outcome: view.outcome,
    actions: actionSetsJson(view.results, view.accountNames),
    remains: view.remains.map(({ what, why }) => ({ what, why })),
    calls: callsJson(view.calls),
  };
}
