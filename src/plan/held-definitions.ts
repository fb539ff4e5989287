import type { Desired, DesiredStackSet } from '../model/desired.js';
import type { Observed, ObservedStackSet } from '../model/observed.js';
import type { Difference } from '../model/plan.js';
import { deliveryAccounts } from '../desired/parameters.js';
import { stackSetDifferences } from './differences.js';

/**
 * Definitions that are not as they should be and that a narrowed run leaves so, since a change reaches every account that
 * has an instance: what it makes is what everybody else has.
 */
export function heldDefinitions(
  { stackSets }: Pick<Desired, 'stackSets'>,
  observed: Pick<Observed, 'stackSets'>,
): readonly string[] {
  return stackSets
    .filter(({ accounts }) => accounts.length > 0)
    .flatMap((stackSet) => {
      const found = observed.stackSets.get(stackSet.name);
      const differences = found ? heldDifferences(stackSet, found) : [];
      if (differences.length === 0) return [];
      const fields = differences.map(({ field }) => field).join(', ');
      return [
        `StackSet ${stackSet.name} is not what the org.yaml says (${fields}). A change would reach every account, so a run for some of them leaves it: run orgsecrets apply for all.`,
      ];
    });
}

/** Without what a narrowed run can't tell: who may deliver is told of every account, and it knows some. */
export function heldDifferences(stackSet: DesiredStackSet, found: ObservedStackSet): readonly Difference[] {
  return stackSetDifferences(stackSet, found).filter(
    ({ field }) => field !== `parameters.${deliveryAccounts}`,
  );
}
