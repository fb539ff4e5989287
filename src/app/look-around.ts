import type { ApplyContext } from '../apply/context.js';
import { settleOperations } from '../apply/run-operation.js';
import type { Desired } from '../model/desired.js';
import type { Observed, StackInstance } from '../model/observed.js';
import type { VerifiedCoverage } from '../model/outcome.js';
import type { Plan } from '../model/plan.js';
import type { RuleRefusal } from '../model/rule-refusal.js';
import type { Target } from '../model/target.js';
import { observe } from '../observed/observe.js';
import { observeTargets } from '../observed/observe-targets.js';
import { makePlan } from '../plan/make-plan.js';
import { Proof, type AcceptedGap } from '../verify/proof.js';
import { verifyCoverage } from '../verify/verify-coverage.js';
import type { Run } from './run.js';
import { secondTry } from './second-try.js';
import { survey, type Survey } from './survey.js';

/** What holds for all trips of one apply. */
export interface Terms {
  readonly acceptGaps: readonly AcceptedGap[];
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  /** What the coverage gate read, kept for the report. */
  readonly gate: { coverage: VerifiedCoverage | undefined };
  /** Rules that AWS has refused since the run began. */
  readonly refusals: RuleRefusal[];
}

/** What one trip starts from. */
export interface Look extends Survey {
  readonly plan: Plan;
  readonly context: ApplyContext;
}

/** Surveys, looks and plans. The organization is read again each time, since a trip may have opened it further. */
export async function lookAround(run: Run, terms: Terms): Promise<Look> {
  const surveyed = await survey(run, terms.refusals);
  const context = contextOf(run, surveyed.desired, terms);
  return { ...surveyed, context, plan: makePlan(surveyed.desired, await observeSettled(run, context)) };
}

function contextOf(run: Run, desired: Desired, terms: Terms): ApplyContext {
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
    lookAt: (targets: readonly Target[]) => observeTargets(desired, targets, aws.members, emit, signal),
  };
  return {
    ...context,
    isTriedAgain: (result) =>
      clock.now() + context.pollInterval <= context.deadline &&
      secondTry([result], terms.refusals) !== undefined,
    proveCoverage: async () => {
      aws.members.renew();
      const coverage = await verifyCoverage(desired, context);
      terms.gate.coverage = coverage;
      return Proof.of([...coverage.recorder.gaps, ...coverage.rules.gaps], terms.acceptGaps);
    },
  };
}

/**
 * Waits for operations that are in progress on our StackSets, then looks; a look in between would see half of it. An
 * instance that waits for an operation although none is in progress was left behind by an update that did not name it:
 * it is out of date. https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1751
 */
async function observeSettled(run: Run, context: ApplyContext): Promise<Observed> {
  for (;;) {
    run.aws.members.renew();
    const observed = await observe(context.desired, run.aws, run.emit, run.signal);
    const busy = [...observed.stackSets.values()].filter(
      ({ owned, instances }) => owned && instances.some(isInOperation),
    );
    let waited = false;
    for (const { name } of busy) waited = (await settleOperations(name, context)) || waited;
    if (!waited) return busy.length === 0 ? observed : { ...observed, stackSets: leftBehind(observed) };
  }
}

function isInOperation({ detailedStatus }: StackInstance): boolean {
  return detailedStatus === 'PENDING' || detailedStatus === 'RUNNING';
}

function leftBehind({ stackSets }: Observed): Observed['stackSets'] {
  const settled = (one: StackInstance): StackInstance =>
    isInOperation(one) ? { ...one, detailedStatus: undefined } : one;
  return new Map(
    [...stackSets].map(([name, stackSet]) => [
      name,
      stackSet.owned ? { ...stackSet, instances: stackSet.instances.map(settled) } : stackSet,
    ]),
  );
}
