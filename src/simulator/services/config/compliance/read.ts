import type { World } from '../../../kernel/contract.js';
import type { Place } from '../state.js';
import { complianceIn } from './state.js';
import type { Result } from './state.js';

/*
 * How to read what the rules found. Nothing here changes the world; `complianceIn(world, place).revision` tells whether
 * anything is new since.
 */

/** What one rule found on one resource. */
export interface Evaluation extends Result {
  readonly ruleName: string;
  readonly resourceType: string;
  readonly resourceId: string;
}

/** The results of a rule, by resource. Those that are NOT_APPLICABLE too; a resource that was never judged is not there. */
export function* evaluationsOfRule(world: World, place: Place, ruleName: string): Iterable<Evaluation> {
  const byType = complianceIn(world, place).results[ruleName] ?? {};
  for (const resourceType of Object.keys(byType).sort()) {
    const byId = byType[resourceType] ?? {};
    for (const resourceId of Object.keys(byId).sort()) {
      const result = byId[resourceId];
      if (result !== undefined) yield { ...result, ruleName, resourceType, resourceId };
    }
  }
}

/** The results of all rules for a resource, by rule. */
export function evaluationsOfResource(
  world: World,
  place: Place,
  resourceType: string,
  resourceId: string,
): readonly Evaluation[] {
  const { results } = complianceIn(world, place);
  return Object.keys(results)
    .sort()
    .flatMap((ruleName) => {
      const result = results[ruleName]?.[resourceType]?.[resourceId];
      return result === undefined ? [] : [{ ...result, ruleName, resourceType, resourceId }];
    });
}

/** How many resources a rule found compliant, and how many not. */
export function countsOfRule(
  world: World,
  place: Place,
  ruleName: string,
): { readonly compliant: number; readonly nonCompliant: number } {
  let compliant = 0;
  let nonCompliant = 0;
  for (const byId of Object.values(complianceIn(world, place).results[ruleName] ?? {})) {
    for (const { verdict } of Object.values(byId)) {
      if (verdict === 'COMPLIANT') compliant += 1;
      else if (verdict === 'NON_COMPLIANT') nonCompliant += 1;
    }
  }
  return { compliant, nonCompliant };
}
