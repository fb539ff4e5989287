import type { Shape } from '../../../kernel/contract.js';
import { isActive } from './state.js';
import type { OperationResult, StackInstance, StackSet, StackSetOperation } from './state.js';

/** Drift members of an instance. */
export function instanceDrift({ drift }: StackInstance): Shape {
  return {
    DriftStatus: drift?.status ?? 'NOT_CHECKED',
    LastDriftCheckTimestamp: drift && new Date(drift.checkedAt),
  };
}

/** Drift members of a StackSet's summary. */
export function setDrift(set: StackSet): Shape {
  const { DriftStatus, LastDriftCheckTimestamp } = setDriftDetails(set) ?? { DriftStatus: 'NOT_CHECKED' };
  return { DriftStatus, LastDriftCheckTimestamp };
}

/** StackSetDriftDetectionDetails of a StackSet: the last operation that has ended ([API], DetectStackSetDrift). */
export function setDriftDetails(set: StackSet): Shape | undefined {
  const last = set.operations.findLast(
    (operation) => operation.action === 'DETECT_DRIFT' && !isActive(operation),
  );
  return last && driftDetails(last);
}

/** StackSetDriftDetectionDetails of an operation, as far as it has come. */
export function driftDetails(operation: StackSetOperation): Shape {
  const results = Object.values(operation.results);
  const count = (is: (result: OperationResult) => boolean): number => results.filter(is).length;
  const drifted = count(({ drift }) => drift?.status === 'DRIFTED');
  const looked = results.flatMap(({ drift }) => (drift ? [drift.checkedAt] : []));
  return {
    DriftStatus: drifted > 0 ? 'DRIFTED' : looked.length > 0 ? 'IN_SYNC' : 'NOT_CHECKED',
    DriftDetectionStatus: detectionStatus(
      operation,
      count(({ status }) => status === 'FAILED'),
    ),
    LastDriftCheckTimestamp: looked.length > 0 ? new Date(Math.max(...looked)) : undefined,
    TotalStackInstancesCount: results.length,
    DriftedStackInstancesCount: drifted,
    InSyncStackInstancesCount: count(({ drift }) => drift?.status === 'IN_SYNC'),
    InProgressStackInstancesCount: count(({ status }) => status === 'PENDING' || status === 'RUNNING'),
    FailedStackInstancesCount: count(({ status }) => status === 'FAILED'),
  };
}

function detectionStatus({ status }: StackSetOperation, failed: number): string {
  if (status === 'SUCCEEDED') return failed === 0 ? 'COMPLETED' : 'PARTIAL_SUCCESS';
  return status === 'FAILED' || status === 'STOPPED' ? status : 'IN_PROGRESS';
}
