import { runPlan } from '../apply/run-plan.js';
import type { Desired } from '../model/desired.js';
import { OrgSecretsError } from '../model/errors.js';
import type { ActionResult } from '../model/outcome.js';
import { everything } from '../model/scope.js';
import type { Plan } from '../model/plan.js';
import { observeForRemoval, type ObservedForRemoval } from '../observed/observe-for-removal.js';
import { makeRemovalPlan } from '../plan/make-removal-plan.js';
import { remainsOf } from '../plan/remains.js';
import type { DestroyView, RemovalView } from '../report/types.js';
import { findSettled } from './find-settled.js';
import { lookAtHubBuckets } from './hub-bucket.js';
import { withLeft } from './judge-removal.js';
import { contextOf } from './look-around.js';
import type { Run } from './run.js';
import { survey } from './survey.js';
import { newPatience } from './trips/patience.js';

export interface DestroyOptions {
  readonly approve: (view: RemovalView) => Promise<boolean>;
  /** The hub's bucket goes too, with all that is in it. */
  readonly deleteBucket?: boolean;
}

/**
 * Takes away all that orgsecrets made, and nothing else; it can be stopped at any point and run again. Service-linked
 * roles, registrations and trusted access stay, and the bucket unless it is asked for.
 *
 * @throws OrgSecretsError where the run could not begin; what fails later is in the outcome.
 */
export async function destroy(run: Run, options: DestroyOptions): Promise<DestroyView> {
  const deadline = run.clock.now() + run.config.stackSets.deadline * 60_000;
  const look = () => lookForRemoval(run, deadline, options.deleteBucket === true);
  const { desired, observed, plan, accountNames } = await look();
  const gone = plan.actions.flatMap((one) => (one.type === 'delete-bucket' ? [one.bucket.name] : []));
  const remains = remainsOf(desired, observed, new Set(gone));
  const view = { plan, remains, accountNames, calls: run.aws.calls() };
  if (plan.actions.length > 0 && !(await options.approve(view)))
    throw new OrgSecretsError('Refused', 'Nothing was taken away: it was not approved.', { fault: 'user' });

  run.emit({ code: 'planned', actions: plan.actions, trip: 1 });
  const terms = {
    approved: undefined,
    scope: everything,
    depth: 'status' as const,
    acceptGaps: [],
    deadline,
    gate: { coverage: undefined },
    refusals: [],
    patience: newPatience(),
  };
  const ran = await runPlan(plan.actions, contextOf(run, desired, terms));
  const left = plan.actions.length === 0 || run.signal.aborted ? [] : (await look()).plan.actions;
  const { results, added } = withLeft(ran, left);
  for (const { action, failures } of added)
    run.emit({ code: 'action-ended', action, state: 'failed', failures });
  const outcome = judge(results, run.signal.aborted);
  run.emit({ code: 'ended', outcome });
  return { outcome, results, remains, accountNames, calls: run.aws.calls() };
}

async function lookForRemoval(
  run: Run,
  deadline: number,
  deleteBucket: boolean,
): Promise<{
  desired: Desired;
  observed: ObservedForRemoval;
  plan: Plan;
  accountNames: DestroyView['accountNames'];
}> {
  run.aws.members.renew();
  const { standing, stackSets } = await findSettled(run, deadline, { forRemoval: true });
  const { desired, accountNames } = await survey(run, [], standing);
  const observed = await observeForRemoval(desired, run.aws, stackSets);
  const buckets = deleteBucket ? await lookAtHubBuckets(run, desired, observed) : [];
  return { desired, observed, plan: makeRemovalPlan(desired, observed, buckets), accountNames };
}

function judge(results: readonly ActionResult[], interrupted: boolean): DestroyView['outcome'] {
  if (interrupted) return 'interrupted';
  return results.some(({ state }) => state === 'failed' || state === 'not-attempted') ? 'failed' : 'done';
}
