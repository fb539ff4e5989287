import type { World } from '../../../kernel/contract.js';
import { complianceIn } from '../compliance/state.js';
import type { Place } from '../state.js';
import type { Coverage } from './coverage.js';
import { momentSeen, resultAt } from './freshness.js';
import { coveredPlaces } from './resources.js';
import type { Wanted } from './resources.js';

/** How many resources a rule found compliant in an account and Region, and how many not. */
export interface RuleCounts extends Place {
  readonly ruleName: string;
  readonly compliant: number;
  readonly nonCompliant: number;
}

/** The counts of every rule that an aggregator has seen results of, by account, Region and name. */
export function* ruleCounts(world: World, coverage: Coverage, wanted: Wanted): Iterable<RuleCounts> {
  const moment = momentSeen(world);
  for (const place of coveredPlaces(world, coverage, wanted)) {
    const { results } = complianceIn(world, place);
    for (const ruleName of Object.keys(results).sort()) {
      let [compliant, nonCompliant] = [0, 0];
      for (const byResource of Object.values(results[ruleName] ?? {})) {
        for (const latest of Object.values(byResource)) {
          const verdict = resultAt(latest, moment)?.verdict;
          if (verdict === 'COMPLIANT') compliant += 1;
          else if (verdict === 'NON_COMPLIANT') nonCompliant += 1;
        }
      }
      // "Does not display rules that do not have compliance results."
      if (compliant + nonCompliant > 0) yield { ...place, ruleName, compliant, nonCompliant };
    }
  }
}
