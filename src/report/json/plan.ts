import { OrgSecretsError } from '../../model/errors.js';
import type { Plan } from '../../model/plan.js';
import type { Calls, PlanView } from '../types.js';
import { callsJson } from './common.js';
import { planSchema } from './plan-schema.js';

export interface PlanDocument {
  readonly changes: number;
  readonly plan: Plan;
  readonly accountNames: Readonly<Record<string, string>>;
  readonly calls: Calls;
}

export function planDocument({ plan, accountNames, calls }: PlanView): PlanDocument {
  return {
    changes: plan.actions.length,
    plan,
    accountNames: Object.fromEntries(accountNames),
    calls: callsJson(calls),
  };
}

/**
 * Reads a saved plan back.
 *
 * @param file named in errors
 * @throws OrgSecretsError `InvalidConfig` where `text` is no plan of this version
 */
export function parsePlan(text: string, file: string): Plan {
  const parsed = planSchema.safeParse(jsonOf(text, file));
  // What JSON left out is `undefined` in the model: the same thing to whoever reads it.
  if (parsed.success) return parsed.data.plan as Plan;
  const issue = parsed.error.issues[0];
  throw invalid(
    file,
    issue === undefined ? 'unknown' : `${issue.path.join('.') || 'the document'}: ${issue.message}`,
  );
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid(file, 'it is not JSON', cause);
  }
}

function invalid(file: string, why: string, cause?: unknown): OrgSecretsError {
  return new OrgSecretsError('InvalidConfig', `${file} is not a saved plan (${why}).`, {
    fault: 'user',
    instructions: 'Make a new one with `orgsecrets plan --out FILE`.',
    cause,
  });
}
