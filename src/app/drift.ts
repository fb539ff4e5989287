import { findDrift } from '../drift/find-drift.js';
import type { DriftDepth, DriftKind } from '../model/drift.js';
import { observe } from '../observed/observe.js';
import type { DriftView } from '../report/types.js';
import { findSettled } from './find-settled.js';
import type { Run } from './run.js';
import { survey } from './survey.js';

export interface DriftOptions {
  readonly depth: DriftDepth;
  /** Only these kinds; empty: all of them. */
  readonly only: readonly DriftKind[];
}

/**
 * What is otherwise than it should be: reads only. Operations that are in progress are waited for first, since a look in
 * between would take what they are about to do for drift.
 */
export async function drift(run: Run, { depth, only }: DriftOptions): Promise<DriftView> {
  const deadline = run.clock.now() + run.config.stackSets.deadline * 60_000;
  const { standing, stackSets } = await findSettled(run, deadline);
  const { desired, accountNames } = await survey(run, [], standing);
  const observed = await observe(desired, run.aws, run.emit, run.signal, stackSets, depth);
  const { findings, unseen } = findDrift(desired, observed);
  run.emit({ code: 'found', findings, unseen });
  return {
    organizationId: desired.organizationId,
    prefix: desired.prefix,
    depth,
    only,
    targets: desired.coverage.length,
    findings: only.length === 0 ? findings : findings.filter(({ kind }) => only.includes(kind)),
    unseen,
    accountNames,
    calls: run.aws.calls(),
  };
}
