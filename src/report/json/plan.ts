import { z } from 'zod';
import type { Plan } from '../../model/plan.js';
import { parsePlan } from '../../plan/parse-plan.js';
import { planSchema as plan } from '../../plan/plan-schema.js';
import { printPlan } from '../../plan/print-plan.js';
import type { PlanView } from '../types.js';
import { accountId, calls, callsJson } from './common.js';

export const planSchema = z
  .strictObject({
    changes: z.int().min(0).describe('The number of actions.'),
    plan: plan.describe('As `orgsecrets plan --out FILE` writes it and `orgsecrets apply FILE` reads it.'),
    accountNames: z.record(accountId, z.string()),
    calls,
  })
  .describe('What `orgsecrets plan --json` prints.');

/** With what is `undefined` in the plan as `null`, like in a saved plan. */
export type PlanDocument = z.input<typeof planSchema>;

export function planDocument(view: PlanView): PlanDocument {
  return {
    changes: view.plan.actions.length,
    plan: JSON.parse(printPlan(view.plan)) as PlanDocument['plan'],
    accountNames: Object.fromEntries(view.accountNames),
    calls: callsJson(view.calls),
  };
}

/** A plan as a file for `orgsecrets apply FILE`. */
export function planFile({ plan }: PlanView): string {
  return printPlan(plan);
}

/**
 * Reads such a file back.
 *
 * @throws OrgSecretsError `InvalidConfig` where `text` is no plan of this version
 */
export function planFromFile(text: string): Plan {
  return parsePlan(text);
}
