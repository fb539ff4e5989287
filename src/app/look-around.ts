import type { ApplyContext } from '../apply/context.js';
import type { Desired } from '../model/desired.js';
import type { LookDepth, Observed, SeenTarget } from '../model/observed.js';
import type { VerifiedCoverage } from '../model/outcome.js';
import type { Plan } from '../model/plan.js';
import type { RuleRefusal } from '../model/rule-refusal.js';
import type { Scope } from '../model/scope.js';
import type { Target } from '../model/target.js';
import type { MadeLook } from '../model/made.js';
import { askingDeliveries } from './asking-deliveries.js';
import { detectDrift } from '../apply/detect-drift.js';
import { detectStackDrift } from '../apply/detect-stack-drift.js';
import { hasStack } from '../observed/observe-inoperable.js';
import { observe } from '../observed/observe.js';
import { observeLeft } from '../observed/observe-left.js';
import { observeTargets } from '../observed/observe-targets.js';
import { usable } from '../plan/foundations.js';
import { makePlan } from '../plan/make-plan.js';
import { planWithoutUnowned } from '../plan/unowned.js';
import { Proof, type AcceptedGap } from '../verify/proof.js';
import { takenAway, withoutOldSessions } from '../verify/taken-away.js';
import { verifyRemoval } from '../verify/verify-removal.js';
import { verifyCoverage } from '../verify/verify-coverage.js';
import { findSettled } from './find-settled.js';
import { refuseMissingBucket } from './refuse-missing-bucket.js';
import type { Run } from './run.js';
import type { Patience } from './trips/patience.js';
import { secondTry } from './trips/second-try.js';
import { survey, surveyAny, type Survey } from './survey.js';

/** What holds for all trips of one apply. */
export interface Terms {
  /** A saved plan that was approved; without one the first look's is. */
  readonly approved: Plan | undefined;
  /** What the run is narrowed to. */
  readonly scope: Scope;
  readonly depth: LookDepth;
  /** Leave alone what has our names and is not proved to be ours, instead of refusing to run; missing: refuse. */
  readonly leavesUnowned?: true;
  /** Accounts that the scope names may be such that are not covered; missing: those are refused. */
  readonly asksAnywhere?: true;
  readonly acceptGaps: readonly AcceptedGap[];
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  /** What the coverage gate read, kept for the report. */
  readonly gate: { coverage: VerifiedCoverage | undefined };
  /** Rules that AWS has refused since the run began. */
  readonly refusals: RuleRefusal[];
  readonly patience: Patience;
  /**
   * By the name of a StackSet, or of the stack of the management account's roles: what drift detection has found since the
   * run began, but for those that were worked on since; missing: it is not asked.
   */
  readonly made?: Map<string, MadeLook> | undefined;
}

/** What one trip starts from. */
export interface Look extends Survey {
  readonly observed: Observed;
  readonly plan: Plan;
  readonly context: ApplyContext;
}

/** Surveys, looks and plans. The organization is read again each time, since a trip may have opened it further. */
export async function lookAround(run: Run, terms: Terms): Promise<Look> {
  run.aws.members.renew();
  const { standing, stackSets } = await findSettled(run, terms.deadline, { scope: terms.scope });
  const surveyed = await (terms.asksAnywhere ? surveyAny : survey)(
    run,
    terms.refusals,
    standing,
    terms.scope,
  );
  await refuseMissingBucket(run, stackSets);
  const context = contextOf(run, surveyed.desired, terms);
  const looked = await observe(surveyed.desired, run.aws, run.emit, run.signal, stackSets, terms.depth);
  const observed = { ...looked, made: await lookAtMade(run, terms, looked, context) };
  return { ...surveyed, observed, context, plan: planOf(surveyed.desired, observed, terms) };
}

function planOf(desired: Desired, observed: Observed, { approved, leavesUnowned }: Terms): Plan {
  return leavesUnowned ? planWithoutUnowned(desired, observed) : makePlan(desired, observed, approved);
}

/** What our stacks made, where CloudFormation alone can tell whether it is still so. */
async function lookAtMade(
  { aws }: Run,
  { made, scope }: Terms,
  { stackSets, managementRoles: found }: Observed,
  context: ApplyContext,
): Promise<Observed['made']> {
  if (made === undefined) return new Map();
  const { stackSets: desired, managementRoles: roles } = context.desired;
  // First: where they are gone, nothing can be asked of what they make.
  if (roles && found?.owned && usable.includes(found.status) && !made.has(roles.name))
    made.set(roles.name, await detectStackDrift(roles, found, context));
  const isThere = (stackId: string, target: Target) => hasStack(aws.members, stackId, target);
  return detectDrift({ stackSets, desired, scope, known: made, hasStack: isThere }, context);
}

export function contextOf(run: Run, desired: Desired, terms: Terms): ApplyContext {
  const { clock, emit, signal, templates, aws } = run;
  const context = {
    desired,
    templates,
    ports: aws.apply,
    preferences: run.config.stackSets,
    clock,
    emit,
    signal,
    deadline: terms.deadline,
    pollInterval: run.config.stackSets.pollInterval * 1000,
    lookAt: (targets: readonly Target[], recorderProved?: ReadonlyMap<string, SeenTarget>) =>
      observeTargets(desired, targets, aws.members, emit, signal, recorderProved),
  };
  return {
    ...context,
    isTriedAgain: (result) =>
      clock.now() + context.pollInterval <= context.deadline &&
      secondTry([result], terms.refusals, terms.patience) !== undefined,
    proveRemoval: async (places) => {
      aws.members.renew();
      const lookAt = (open: readonly Target[]) => observeLeft(desired, open, aws.members, emit, signal);
      return verifyRemoval(desired, places, {
        ...context,
        // A session of a role that another run has deleted may nothing; a stand-in still can look.
        lookAt: (open) => withoutOldSessions(lookAt, open, aws.apply.sessions),
        takenAway: (refused) => takenAway(desired.prefix, refused, aws.stackSets),
      });
    },
    proveCoverage: async () => {
      aws.members.renew();
      const coverage = await verifyCoverage(desired, { ...context, ...askingDeliveries(context) });
      terms.gate.coverage = coverage;
      return Proof.of([...coverage.recorder.gaps, ...coverage.rules.gaps], terms.acceptGaps);
    },
  };
}
