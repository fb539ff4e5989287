import { z } from 'zod';
import { OrgSecretsError } from '../model/errors.js';
import type { Plan } from '../model/plan.js';
import { planSchema } from './plan-schema.js';

/**
 * Reads a saved plan.
 *
 * @param text what `printPlan` wrote.
 * @throws OrgSecretsError InvalidConfig where it is something else, or was changed by hand into something impossible.
 */
export function parsePlan(text: string): Plan {
  const result = planSchema.safeParse(parseJson(text));
  if (!result.success) throw notAPlan(z.prettifyError(result.error));
  const known = new Set<string>();
  for (const { id, dependsOn } of result.data.actions) {
    const unmet = dependsOn.find((other) => !known.has(other));
    if (unmet !== undefined) throw notAPlan(`${id} stands before ${unmet}, on which it depends`);
    if (known.has(id)) throw notAPlan(`${id} is there twice`);
    known.add(id);
  }
  return result.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw notAPlan('it is not JSON', error);
  }
}

function notAPlan(why: string, cause?: unknown): OrgSecretsError {
  return new OrgSecretsError('InvalidConfig', `This is not a saved plan: ${why}`, {
    fault: 'user',
    instructions: 'Save one with orgsecrets plan --out FILE, and leave it as it is.',
    cause,
  });
}
