import type { Desired } from '../model/desired.js';
import type { Observed } from '../model/observed.js';
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
      // Who may deliver is told of every account; this run knows some.
      const differences = (found ? stackSetDifferences(stackSet, found) : []).filter(
        ({ field }) => field !== `parameters.${deliveryAccounts}`,
      );
      if (differences.length === 0) return [];
      const fields = differences.map(({ field }) => field).join(', ');
      return [
        `StackSet ${stackSet.name} is not what the org.yaml says (${fields}). A change would reach every account, so a run for some of them leaves it: run orgsecrets apply for all.`,
      ];
    });
}
