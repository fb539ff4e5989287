import type { ApplyContext } from '../apply/context.js';
import type { Desired } from '../model/desired.js';
import type { VerifiedCoverage } from '../model/outcome.js';
import type { Target } from '../model/target.js';
import { observeTargets } from '../observed/observe-targets.js';
import { Proof, type AcceptedGap } from '../verify/proof.js';
import { verifyCoverage } from '../verify/verify-coverage.js';
import type { Run } from './run.js';

/** What the coverage gate read, kept for the report. */
export interface Gate {
  coverage: VerifiedCoverage | undefined;
}

/** Everything that the actions of this run share; the gate's reading is left in `gate`. */
export function applyContext(run: Run, desired: Desired, acceptGaps: readonly AcceptedGap[], gate: Gate): ApplyContext {
  const { stackSets } = run.config;
  const context = {
    desired,
    templates: run.templates,
    ports: run.aws.apply,
    preferences: stackSets,
    clock: run.clock,
    emit: run.emit,
    signal: run.signal,
    deadline: run.clock.now() + stackSets.deadline * 60_000,
    pollInterval: stackSets.pollInterval * 1000,
    lookAt: (targets: readonly Target[]) => observeTargets(desired, targets, run.aws.members, run.emit, run.signal),
  };
  return {
    ...context,
    proveCoverage: async () => {
      run.aws.members.renew();
      gate.coverage = await verifyCoverage(desired, context);
      return Proof.of([...gate.coverage.recorder.gaps, ...gate.coverage.rules.gaps], acceptGaps);
    },
  };
}

/** The coverage for the report of a run without a gate: looks once. An interrupted run looks at nothing any more. */
export async function lastLook(run: Run, desired: Desired, context: ApplyContext): Promise<VerifiedCoverage> {
  if (!run.signal.aborted) return verifyCoverage(desired, { ...context, deadline: run.clock.now() });
  const nothing = { desired: desired.coverage.length, verified: 0, gaps: [] };
  return { recorder: nothing, rules: nothing };
}
