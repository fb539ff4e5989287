import { ruleParameter } from '../desired/parameters.js';
import type { Action, Plan, UpdateStackSet } from '../model/plan.js';
import type { RuleRefusal } from '../model/rule-refusal.js';

/**
 * An approved plan after AWS refused some of its rules: the same without these. Who approved a StackSet with five rules
 * has approved it with four, where that is all that AWS takes.
 *
 * @param next the plan that was made since.
 */
export function amend(approved: Plan, next: Plan, refusals: readonly RuleRefusal[]): Plan {
  if (refusals.length === 0) return approved;
  const names = new Set(approved.actions.flatMap((one) => ('stackSet' in one ? [one.stackSet.name] : [])));
  const isAmendment = (action: Action): action is UpdateStackSet =>
    action.type === 'update-stack-set' &&
    action.stackSet.kind === 'rules' &&
    names.has(action.stackSet.name) &&
    action.differences.every(({ field, to }) => {
      const refused = refusals.filter(({ region }) => region === action.stackSet.region);
      return to === 'false' && refused.some(({ rule }) => field === `parameters.${ruleParameter(rule)}`);
    });
  const amendments = next.actions.filter(isAmendment);
  const ids = new Set(amendments.map(({ id }) => id));
  return { ...approved, actions: [...approved.actions.filter(({ id }) => !ids.has(id)), ...amendments] };
}
