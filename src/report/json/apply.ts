import { z } from 'zod';
import type { ApplyView } from '../types.js';
import { actionSets, actionSetsJson } from './actions.js';
import {
  acceptedGap,
  aggregator,
  aggregatorJson,
  calls,
  callsJson,
  coverage,
  coverageJson,
  exclusion,
  exclusionJson,
  gapJson,
  scope,
  scopeJson,
} from './common.js';

export const applySchema = z
  .strictObject({
    outcome: z.enum(['done', 'failed', 'refused', 'interrupted']),
    scope: scope.optional(),
    actions: actionSets,
    coverage,
    acceptedGaps: z.array(acceptedGap).describe('Gaps that --accept-gaps let pass.'),
    exclusions: z.array(exclusion),
    aggregator,
    calls,
  })
  .describe('What `orgsecrets apply --json` prints.');

export type ApplyDocument = z.infer<typeof applySchema>;

export function applyDocument(view: ApplyView): ApplyDocument {
  const { outcome, accountNames, calls } = view;
  return {
    outcome: outcome.outcome,
    ...scopeJson(view.scope),
    actions: actionSetsJson(outcome.results, accountNames),
    coverage: coverageJson(outcome.coverage),
    acceptedGaps: outcome.acceptedGaps.map((gap) => ({ ...gapJson(gap), thing: gap.thing })),
    exclusions: outcome.exclusions.map(exclusionJson),
    aggregator: aggregatorJson(outcome.aggregator),
    calls: callsJson(calls),
  };
}
