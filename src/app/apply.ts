import { holdsUpAll, runPlan } from '../apply/run-plan.js';
import { OrgSecretsError } from '../model/errors.js';
import type { ActionResult, Outcome } from '../model/outcome.js';
import type { Plan } from '../model/plan.js';
import { amend } from '../plan/amend.js';
import { within } from '../plan/within.js';
import type { ApplyView, PlanView } from '../report/types.js';
import type { AcceptedGap } from '../verify/proof.js';
import { accountsWithNewRoles, awaitRoles } from './await-roles.js';
import { judgeOutcome } from './judge-outcome.js';
import { lookAround, type Look, type Terms } from './look-around.js';
import { namePolicies } from './name-policies.js';
import { nextTrip } from './next-trip.js';
import { lastLook, notLookedAt } from './last-look.js';
import { settledAggregator, unread } from './read-aggregator.js';
import type { Run } from './run.js';
import { secondTry } from './second-try.js';

export interface ApplyOptions {
  /** A saved plan: nothing outside of it is done. Without one the fresh plan is shown to `approve`. */
  readonly approved?: Plan | undefined;
  readonly approve: (view: PlanView) => Promise<boolean>;
  readonly acceptGaps: readonly AcceptedGap[];
  readonly allowDestroy: boolean;
}

/** A further try is not begun where less time is left than the last one took, or this many milliseconds if that was longer. */
const longestTry = 10 * 60_000;
/** Each pause before a further try is longer than the one before, up to this many times the first. */
const growth = 1.5;
const longestPause = 6;

/**
 * Brings the organization to what the org.yaml says, in trips along the road: look, plan, act; again where something
 * had to be made before the tool could look, where AWS was still setting something up, or where it refused a rule and takes
 * the others. Then proves the coverage, and only then touches the aggregator.
 *
 * @throws OrgSecretsError where the run could not begin; what fails later is in the outcome.
 */
export async function apply(run: Run, options: ApplyOptions): Promise<ApplyView> {
  const terms: Terms = {
    acceptGaps: options.acceptGaps,
    deadline: run.clock.now() + run.config.stackSets.deadline * 60_000,
    gate: { coverage: undefined },
    refusals: [],
  };
  let look = await lookAround(run, terms);
  const approved = options.approved ?? look.plan;
  await askFor(approved, options, { ...look, calls: run.aws.calls() }, run.signal);

  const results: ActionResult[] = [];
  let pause = run.config.stackSets.pollInterval * 1000;
  // What the last trip could not do yet, and how long it took to find that out.
  let unsettled: readonly ActionResult[] = [];
  let took = 0;
  for (let trip = 1; ; trip += 1) {
    const { plan, context } = look;
    const began = run.clock.now();
    const { allowed, refused } = within(amend(approved, plan, terms.refusals), plan);
    results.push(
      ...refused.map(({ action, why }): ActionResult => ({
        action,
        state: 'failed',
        failures: [{ reason: why }],
        refused: true,
      })),
    );
    const deadlineReached = began + Math.max(context.pollInterval, took) > context.deadline;
    if (deadlineReached) results.push(...unsettled);
    const { actions, last, blockedAccounts } = nextTrip(allowed, plan, results, deadlineReached);
    run.emit({ code: 'planned', actions, trip });
    const ended = await runPlan(actions, context, blockedAccounts);
    const again = ended.some(context.isTriedAgain) ? secondTry(ended, terms.refusals) : undefined;
    results.push(...(again?.kept ?? ended));
    unsettled = again?.unsettled ?? [];
    took = again ? Math.min(run.clock.now() - began, longestTry) : 0;
    if ((last && !again) || run.signal.aborted || results.some(holdsUpAll)) break;
    terms.refusals.push(...(again?.refusals ?? []));
    const next = await unlessInterrupted(run, async () => {
      // Where nothing was to be done, or AWS is still setting an account up, what is awaited needs time.
      if (again ? again.refusals.length === 0 : actions.length === 0) {
        await run.clock.sleep(pause, run.signal);
        pause = Math.min(pause * growth, context.pollInterval * longestPause);
      }
      await awaitRoles(run, accountsWithNewRoles(plan, ended), context.pollInterval, terms.deadline);
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
  { desired, plan, context, organization }: Look,
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
  const reported = {
    results,
    coverage: read?.coverage ?? terms.gate.coverage ?? notLookedAt(desired),
  };
  return judgeOutcome({
    approved,
    lastPlan: plan,
    ...((await unlessInterrupted(run, () => namePolicies(reported, run, organization))) ?? reported),
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

async function askFor(
  approved: Plan,
  options: ApplyOptions,
  view: PlanView,
  signal: AbortSignal,
): Promise<void> {
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
  // Ctrl-C at the question is an interruption, and no answer.
  signal.throwIfAborted();
  throw new OrgSecretsError('Refused', 'Nothing was changed: the plan was not approved.', { fault: 'user' });
}
