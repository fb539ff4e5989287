import { checkAccepted } from '../desired/check-accepted.js';
import { OrgSecretsError } from '../model/errors.js';
import type { Plan } from '../model/plan.js';
import { everything, scopeOf, type Scope } from '../model/scope.js';
import type { ApplyView, PlanView } from '../report/types.js';
import type { AcceptedGap } from '../verify/proof.js';
import { conclude } from './conclude.js';
import { lookAround, type Terms } from './look-around.js';
import { refuseWithoutHub } from './refuse-without-hub.js';
import type { Run } from './run.js';
import { makeTrips } from './trips/make-trips.js';
import { newPatience } from './trips/patience.js';

export interface ApplyOptions {
  /** A saved plan: nothing outside of it is done. Without one the fresh plan is shown to `approve`. */
  readonly approved?: Plan | undefined;
  /** Narrows the run; a saved plan brings the scope that it was made for. */
  readonly scope?: Scope;
  readonly approve: (view: PlanView) => Promise<boolean>;
  readonly acceptGaps: readonly AcceptedGap[];
  readonly allowDestroy: boolean;
}

/**
 * Brings the organization to what the org.yaml says, in as many trips as it takes: the last one proves the coverage, and
 * only then touches the aggregator. Then reads back what the report says.
 *
 * @throws OrgSecretsError where the run could not begin; what fails later is in the outcome.
 */
export async function apply(run: Run, options: ApplyOptions): Promise<ApplyView> {
  const terms: Terms = {
    approved: options.approved,
    scope: options.approved ? scopeOf(options.approved.scope ?? {}) : (options.scope ?? everything),
    depth: 'status',
    acceptGaps: options.acceptGaps,
    deadline: run.clock.now() + run.config.stackSets.deadline * 60_000,
    gate: { coverage: undefined },
    refusals: [],
    patience: newPatience(),
  };
  const first = await lookAround(run, terms);
  checkAccepted(options.acceptGaps, first.organization, first.desired, run.catalog);
  refuseWithoutHub(first);
  const approved = options.approved ?? first.plan;
  await askFor(approved, options, { ...first, calls: run.aws.calls() }, run.signal);

  const { results, look } = await makeTrips(run, terms, approved, first, () => lookAround(run, terms));
  const outcome = await conclude(run, approved, look, results, terms);
  const { coverage, acceptedGaps, aggregator } = outcome;
  run.emit({ code: 'proved', coverage, acceptedGaps, aggregator });
  run.emit({ code: 'ended', outcome: outcome.outcome });
  return {
    outcome,
    scope: approved.scope,
    accountNames: look.accountNames,
    calls: run.aws.calls(),
  };
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
