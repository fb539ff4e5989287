import type { ApplyContext } from '../apply/context.js';
import { settleOperations } from '../apply/run-operation.js';
import { holdsUpAll, runPlan } from '../apply/run-plan.js';
import type { Desired } from '../model/desired.js';
import { OrgSecretsError } from '../model/errors.js';
import type { Observed } from '../model/observed.js';
import type { ActionResult, AggregatorStatus } from '../model/outcome.js';
import type { Plan } from '../model/plan.js';
import { observe } from '../observed/observe.js';
import { makePlan } from '../plan/make-plan.js';
import { within } from '../plan/within.js';
import type { ApplyView, PlanView } from '../report/types.js';
import type { AcceptedGap } from '../verify/proof.js';
import { applyContext, lastLook, type Gate } from './apply-context.js';
import { judgeOutcome } from './judge-outcome.js';
import { nextTrip } from './next-trip.js';
import { readAggregator } from './read-aggregator.js';
import type { Run } from './run.js';
import { survey } from './survey.js';

export interface ApplyOptions {
  /** A saved plan: nothing outside of it is done. Without one the fresh plan is shown to `approve`. */
  readonly approved?: Plan | undefined;
  readonly approve: (view: PlanView) => Promise<boolean>;
  readonly acceptGaps: readonly AcceptedGap[];
  readonly allowDestroy: boolean;
}

/**
 * Brings the organization to what the org.yaml says, in trips along the road: look, plan, act; again where a role had
 * to be made before the tool could look. Then proves the coverage, and only then touches the aggregator.
 *
 * @throws OrgSecretsError where the run could not begin; what fails later is in the outcome.
 */
export async function apply(run: Run, options: ApplyOptions): Promise<ApplyView> {
  const { desired, accountNames } = await survey(run);
  const gate: Gate = { coverage: undefined };
  const context = applyContext(run, desired, options.acceptGaps, gate);
  let plan = makePlan(desired, await observeSettled(run, desired, context));
  const approved = options.approved ?? plan;
  await askFor(approved, options, { plan, accountNames, calls: run.aws.calls() });

  const results: ActionResult[] = [];
  for (let trip = 1; ; trip += 1) {
    const { allowed, refused } = within(approved, plan);
    results.push(...refused.map(({ action, why }): ActionResult => ({ action, state: 'failed', failures: [{ reason: why }] })));
    const deadlineReached = run.clock.now() + context.pollInterval > context.deadline;
    const { actions, last, blockedAccounts } = nextTrip(allowed, plan, results, deadlineReached);
    run.emit({ code: 'planned', actions, trip });
    results.push(...(await runPlan(actions, context, blockedAccounts)));
    if (last || run.signal.aborted || results.some(holdsUpAll)) break;
    const next = await lookAgain(run, desired, context, actions.length === 0);
    if (next === undefined) break;
    plan = next;
  }

  const coverage = gate.coverage ?? (await lastLook(run, desired, context));
  const outcome = judgeOutcome({
    approved,
    lastPlan: plan,
    results,
    coverage,
    aggregator: run.signal.aborted ? unread(desired) : await readAggregator(desired.aggregator, run.aws.members),
    acceptGaps: options.acceptGaps,
    interrupted: run.signal.aborted,
    exclusions: desired.exclusions,
  });
  run.emit({ code: 'ended', outcome: outcome.outcome });
  return { outcome, accountNames, calls: run.aws.calls() };
}

async function askFor(approved: Plan, options: ApplyOptions, view: PlanView): Promise<void> {
  const destructive = approved.actions.filter((action) => action.destructive);
  if (destructive.length > 0 && !options.allowDestroy)
    throw new OrgSecretsError('Refused', `The plan takes things away: ${destructive.map(({ id }) => id).join(', ')}.`, {
      fault: 'user',
      instructions: 'Run again with --allow-destroy if that is what you want.',
    });
  if (options.approved || view.plan.actions.length === 0 || (await options.approve(view))) return;
  throw new OrgSecretsError('Refused', 'Nothing was changed: the plan was not approved.', { fault: 'user' });
}

function unread({ aggregator }: Desired): AggregatorStatus {
  const { name, accountId, region } = aggregator;
  return { name, accountId, region, arn: undefined, status: 'unknown', detail: 'the run was interrupted' };
}

/** @returns the next plan; `undefined` where the run was interrupted before it could be made. */
async function lookAgain(run: Run, desired: Desired, context: ApplyContext, idle: boolean): Promise<Plan | undefined> {
  try {
    // Where nothing was to be done, what is awaited needs time.
    if (idle) await run.clock.sleep(context.pollInterval, run.signal);
    return makePlan(desired, await observeSettled(run, desired, context));
  } catch (error) {
    if (run.signal.aborted) return undefined;
    throw error;
  }
}

/** Waits for operations that are in progress on our StackSets, then looks; a look in between would see half of it. */
async function observeSettled(run: Run, desired: Desired, context: ApplyContext): Promise<Observed> {
  for (;;) {
    run.aws.members.renew();
    const observed = await observe(desired, run.aws, run.emit, run.signal);
    const busy = [...observed.stackSets.values()].filter(
      (stackSet) => stackSet.owned && stackSet.instances.some(({ detailedStatus }) => detailedStatus === 'PENDING' || detailedStatus === 'RUNNING'),
    );
    if (busy.length === 0) return observed;
    for (const { name } of busy) await settleOperations(name, context);
  }
}
