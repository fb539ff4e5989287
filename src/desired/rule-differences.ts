import type { DesiredRule } from '../model/desired.js';
import type { RuleLook } from '../model/observed.js';
import type { Difference } from '../model/plan.js';
import { compareText } from '../model/target.js';

/**
 * How a rule that has one of our names differs from the one that should be there; nothing where both judge alike. What a
 * rule does not say has AWS's default, so a default that is spelt out is no difference.
 */
export function ruleDifferences(desired: DesiredRule, found: RuleLook): readonly Difference[] {
  if (found.identifier !== desired.identifier)
    return [{ field: 'identifier', from: found.identifier, to: desired.identifier }];
  const { defaults } = desired;
  const names = [...new Set([...Object.keys(desired.parameters), ...Object.keys(found.parameters)])];
  const differences = names.sort(compareText).map((name): Difference => ({
    field: `parameters.${name}`,
    from: found.parameters[name] ?? defaults[name],
    to: desired.parameters[name] ?? defaults[name],
  }));
  if (desired.frequency !== undefined)
    differences.push({
      field: 'frequency',
      from: found.frequency ?? defaultFrequency,
      to: desired.frequency,
    });
  return differences.filter(({ from, to }) => from !== to);
}

/** https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigRule.html (MaximumExecutionFrequency) */
export const defaultFrequency = 'TwentyFour_Hours';

/** `parameters.unusedForDays is 30, not 90` */
export function differencesText(differences: readonly Difference[]): string {
  return differences
    .map(({ field, from, to }) => `${field} is ${from ?? 'not set'}, not ${to ?? 'set'}`)
    .join(', ');
}
