import type { World } from '../../../kernel/contract.js';
import { attempt, cancel } from './attempt.js';
import type { OperationPreferences, OperationResult, StackSet, StackSetOperation } from './state.js';

const TOLERANCE_EXCEEDED = 'Cancelled since failure tolerance has exceeded';
/** assumed: AWS's words for targets of a stopped operation were not found. */
const STOPPED = 'Cancelled since the operation was stopped';

/** Runs an operation over its Regions; its targets, instances and status tell how it ended. */
export async function runOperation(world: World, set: StackSet, operation: StackSetOperation): Promise<void> {
  const regions = regionsInOrder(operation);
  let exceeded = false;
  const runOne = async ([, results]: readonly [string, readonly OperationResult[]]): Promise<void> => {
    if (!(await runRegion(world, set, operation, results))) exceeded = true;
  };
  if (operation.preferences.regionConcurrencyType === 'PARALLEL') {
    await Promise.all(regions.map(runOne));
  } else {
    for (const region of regions) {
      // Once stopped in a Region, an operation is not attempted in any later one ([API model, FailureToleranceCount]).
      if (exceeded || isStopping(operation))
        region[1].forEach((result) => {
          cancel(set, operation, result, exceeded ? TOLERANCE_EXCEEDED : STOPPED);
        });
      else await runOne(region);
    }
  }
  operation.endedAt = world.clock.now();
  operation.status = isStopping(operation) ? 'STOPPED' : exceeded ? 'FAILED' : 'SUCCEEDED';
}

/** The operation's results by Region, in the order asked for; Regions that the order does not name come after, as they were given. */
function regionsInOrder(
  operation: StackSetOperation,
): readonly (readonly [string, readonly OperationResult[]])[] {
  const byRegion = new Map<string, OperationResult[]>();
  for (const result of Object.values(operation.results)) {
    const others = byRegion.get(result.region);
    if (others) others.push(result);
    else byRegion.set(result.region, [result]);
  }
  const named = operation.preferences.regionOrder.filter((region) => byRegion.has(region));
  return [...new Set([...named, ...byRegion.keys()])].map((region) => [region, byRegion.get(region) ?? []]);
}

/** How many accounts of a Region may fail, and how many are worked on at once ([API model, StackSetOperationPreferences]). */
export function limits(
  preferences: OperationPreferences,
  accounts: number,
): { readonly tolerance: number; readonly concurrency: (failures: number) => number } {
  const share = (percentage: number): number => Math.floor((percentage * accounts) / 100);
  const tolerance = preferences.failureToleranceCount ?? share(preferences.failureTolerancePercentage ?? 0);
  const most =
    preferences.maxConcurrentCount ??
    (preferences.maxConcurrentPercentage === undefined
      ? 1
      : Math.max(1, share(preferences.maxConcurrentPercentage)));
  const isSoft = preferences.concurrencyMode === 'SOFT_FAILURE_TOLERANCE';
  return { tolerance, concurrency: (failures) => (isSoft ? most : Math.min(most, tolerance + 1 - failures)) };
}

/** Works through one Region's accounts; false when more failed than may. */
async function runRegion(
  world: World,
  set: StackSet,
  operation: StackSetOperation,
  results: readonly OperationResult[],
): Promise<boolean> {
  const { tolerance, concurrency } = limits(operation.preferences, results.length);
  const left = [...results];
  let failures = 0;
  const halted = (): boolean => failures > tolerance || isStopping(operation);
  await new Promise<void>((resolve, reject) => {
    let active = 0;
    const launch = (): void => {
      while (left.length > 0 && !halted() && active < concurrency(failures)) {
        const result = left.shift();
        if (!result) break;
        active += 1;
        attempt(world, set, operation, result).then((succeeded) => {
          active -= 1;
          if (!succeeded) failures += 1;
          launch();
        }, reject);
      }
      if (active === 0 && (left.length === 0 || halted())) resolve();
    };
    launch();
  });
  const reason = failures > tolerance ? TOLERANCE_EXCEEDED : STOPPED;
  left.forEach((result) => {
    cancel(set, operation, result, reason);
  });
  return failures <= tolerance;
}

function isStopping(operation: StackSetOperation): boolean {
  return operation.status === 'STOPPING';
}
