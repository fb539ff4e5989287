import type { Desired } from '../model/desired.js';
import type { TargetLook } from '../model/observed.js';
import type { VerifiedCoverage } from '../model/outcome.js';
import { observeTargets } from '../observed/observe-targets.js';
import { verifyCoverage } from '../verify/verify-coverage.js';
import type { Run } from './run.js';

/** Reads all coverage back from AWS Config once, and waits for nothing. `looks` are by targetKey. */
export async function readCoverage(
  run: Run,
  desired: Desired,
): Promise<{ readonly coverage: VerifiedCoverage; readonly looks: ReadonlyMap<string, TargetLook> }> {
  const seen = new Map<string, TargetLook>();
  const coverage = await verifyCoverage(desired, {
    lookAt: async (targets) => {
      const looks = await observeTargets(desired, targets, run.aws.members, run.emit, run.signal);
      for (const [key, look] of looks) seen.set(key, look);
      return looks;
    },
    clock: run.clock,
    emit: run.emit,
    signal: run.signal,
    deadline: run.clock.now(),
    pollInterval: run.config.stackSets.pollInterval * 1000,
  });
  return { coverage, looks: seen };
}
