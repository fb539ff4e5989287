import type { ActionResult, AggregatorStatus, Outcome } from '../model/outcome.js';
import type { Plan } from '../model/plan.js';
import { isNarrow } from '../model/scope.js';
import type { Target } from '../model/target.js';
import { judgeOutcome } from './judge-outcome.js';
import { lastLook, notLookedAt } from './last-look.js';
import type { Look, Terms } from './look-around.js';
import { namePolicies } from './name-policies.js';
import { findAggregator, settledAggregator, unread } from './read-aggregator.js';
import type { Run } from './run.js';
import { unlessInterrupted } from './trips/unless-interrupted.js';

/**
 * Reads back what the report says; an interrupted run asks AWS nothing more.
 *
 * @param targets whose coverage is proved, where no gate has done that already; missing: all.
 */
export async function conclude(
  run: Run,
  approved: Plan,
  { desired, plan, context, organization }: Look,
  results: readonly ActionResult[],
  terms: Terms,
  targets: readonly Target[] = desired.coverage,
): Promise<Outcome> {
  const changed = results.some(({ state }) => state === 'done');
  const read = await unlessInterrupted(run, async () => ({
    coverage: terms.gate.coverage ?? (await lastLook({ ...desired, coverage: targets }, context, changed)),
    aggregator: isNarrow(desired.scope)
      ? await findAggregator(desired.aggregator, run.aws.members)
      : await settledAggregator(desired, run, wasPut(results) ? terms.deadline : run.clock.now()),
  }));
  const reported = {
    results,
    coverage: read?.coverage ?? terms.gate.coverage ?? notLookedAt({ ...desired, coverage: targets }),
  };
  const aggregator = read?.aggregator ?? unread(desired.aggregator);
  return judgeOutcome({
    approved,
    lastPlan: plan,
    ...((await unlessInterrupted(run, () => namePolicies(reported, run, organization))) ?? reported),
    aggregator: isNarrow(desired.scope) ? leftAlone(aggregator) : aggregator,
    acceptGaps: terms.acceptGaps,
    interrupted: run.signal.aborted,
    exclusions: desired.exclusions,
  });
}

/** A narrowed run proves a part, and the aggregator needs the proof of all. */
function leftAlone(aggregator: AggregatorStatus): AggregatorStatus {
  const said =
    aggregator.status === 'absent'
      ? 'a run for some accounts makes none; orgsecrets apply for all of them does'
      : 'a run for some accounts leaves it as it is';
  return { ...aggregator, detail: aggregator.detail === undefined ? said : `${aggregator.detail}; ${said}` };
}

function wasPut(results: readonly ActionResult[]): boolean {
  return results.some(({ action, state }) => action.type === 'put-aggregator' && state === 'done');
}
