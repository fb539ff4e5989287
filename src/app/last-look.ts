import type { ApplyContext } from '../apply/context.js';
import type { Desired } from '../model/desired.js';
import type { VerifiedCoverage } from '../model/outcome.js';
import { judgeTarget } from '../verify/judge-target.js';
import { countCoverage, verifyCoverage } from '../verify/verify-coverage.js';
import { askingDeliveries } from './asking-deliveries.js';

/**
 * The coverage for the report of a run without a gate.
 *
 * @param changed something was changed just now, so what is pending is waited for, and a failed delivery asked for anew; otherwise one look says it all.
 */
export function lastLook(
  desired: Desired,
  context: ApplyContext,
  changed: boolean,
): Promise<VerifiedCoverage> {
  return verifyCoverage(
    desired,
    changed ? { ...context, ...askingDeliveries(context) } : { ...context, deadline: context.clock.now() },
  );
}

/** The coverage of a run that was interrupted before it could look: nothing is verified, and each target says so. */
export function notLookedAt(desired: Desired): VerifiedCoverage {
  return countCoverage(
    desired,
    desired.coverage.flatMap((target) => judgeTarget(desired, target, undefined)),
  );
}
