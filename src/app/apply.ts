import { holdsUpAll, runPlan } from '../apply/run-plan.js';
import { OrgSecretsError } from '../model/errors.js';
import type { ActionResult, Outcome } from '../model/outcome.js';
import type { Plan } from '../model/plan.js';
import { within } from '../plan/within.js';
import type { ApplyView, PlanView } from '../report/types.js';
import type { AcceptedGap } from '../verify/proof.js';
import { judgeOutcome } from './judge-outcome.js';
import { lookAround, type Look, type Terms } from './look-around.js';
import { nextTrip } from './next-trip.js';
import { lastLook, notLookedAt } from './last-look.js';
import { settledAggregator, unread } from './read-aggregator.js';
import type { Run } from './run.js';

export interface ApplyOptions {
  /** A saved plan: nothing outside of it is done. Without one the fresh plan is shown to `approve`. */
  readonly approved?: Plan | undefined;
  readonly approve: (view: PlanView) => Promise<boolean>;
  readonly acceptGaps: readonly AcceptedGap[];
  readonly allowDestroy: boolean;
}

/**
 * Brings the organization to what the org.yaml says, in trips along the road: look, plan, act; again where something
 * had to be made before the tool could look. Then proves the coverage, and only then touches the aggregator.
 *
 * @throws OrgSecretsError where the run could not begin; what fails later is in the outcome.
 */
export async function apply(run: Run, options: ApplyOptions): Promise<ApplyView> {
  const terms: Terms = {
    acceptGaps: options.acceptGaps,
    deadline: run.clock.now() + run.config.stackSets.deadline * 60_000,
    gate: { coverage: undefined },
  };
  let look = await lookAround(run, terms);
  const approved = options.approved ?? look.plan;
  await askFor(approved, options, { ...look, calls: run.aws.calls() });

  const results: ActionResult[] = [];
  for (let trip = 1; ; trip += 1) {
    const { plan, context } = look;
    const { allowed, refused } = within(approved, plan);
    results.push(
      ...refused.map(({ action, why }): ActionResult => ({
        action,
        state: 'failed',
        failures: [{ reason: why }],
        refused: true,
      })),
    );
    const deadlineReached = run.clock.now() + context.pollInterval > context.deadline;
    const { actions, last, blockedAccounts } = nextTrip(allowed, plan, results, deadlineReached);
    run.emit({ code: 'planned', actions, trip });
    results.push(...(await runPlan(actions, context, blockedAccounts)));
    if (last || run.signal.aborted || results.some(holdsUpAll)) break;
    const next = await unlessInterrupted(run, async () => {
      // Where nothing was to be done, what is awaited needs time.
      if (actions.length === 0) await run.clock.sleep(context.pollInterval, run.signal);
      return lookAround(run, terms);
    });
    if (next === undefined) break;
    look = next;
  }

  const outcome = await conclude(run, approved, look, results, terms);
  run.emit({ code: 'ended', outcome: outcome.outcome });
  return { outcome, accountNames: look.accountNames, calls: run.aws.calls() };
}

/** Reads back what the report says; an interrupted run asks AWS nothing more. */
async function conclude(
  run: Run,
  approved: Plan,
  { desired, plan, context }: Look,
  results: readonly ActionResult[],
  terms: Terms,
): Promise<Outcome> {
  const changed = results.some(({ state }) => state === 'done');
  const read = await unlessInterrupted(run, async () => ({
    coverage: terms.gate.coverage ?? (await lastLook(desired, context, changed)),
    aggregator: await settledAggregator(
      desired.aggregator,
      run,
      wasPut(results) ? terms.deadline : run.clock.now(),
    ),
  }));
  return judgeOutcome({
    approved,
    lastPlan: plan,
    results,
    coverage: read?.coverage ?? terms.gate.coverage ?? notLookedAt(desired),
    aggregator: read?.aggregator ?? unread(desired.aggregator),
    acceptGaps: terms.acceptGaps,
    interrupted: run.signal.aborted,
    exclusions: desired.exclusions,
  });
}

function wasPut(results: readonly ActionResult[]): boolean {
  return results.some(({ action, state }) => action.type === 'put-aggregator' && state === 'done');
}

/** @returns `undefined` where the run was interrupted meanwhile. */
async function unlessInterrupted<T>(run: Run, work: () => Promise<T>): Promise<T | undefined> {
  if (run.signal.aborted) return undefined;
  try {
    return await work();
  } catch (error) {
    if (run.signal.aborted) return undefined;
    throw error;
  }
}

async function askFor(approved: Plan, options: ApplyOptions, view: PlanView): Promise<void> {
  const destructive = approved.actions.filter((action) => action.destructive);
  if (destructive.length > 0 && !options.allowDestroy)
    throw new OrgSecretsError(
      'Refused',
      `The plan takes things away: ${destructive.map(({ id }) => id).join(', ')}.`,
      {
        fault: 'user',
        instructions: 'Run again with --allow-destroy if that is what you want.',
      },
    );
  if (options.approved || view.plan.actions.length === 0 || (await options.approve(view))) return;
  throw new OrgSecretsError('Refused', 'Nothing was changed: the plan was not approved.', { fault: 'user' });
}
