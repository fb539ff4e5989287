import { mapBounded } from '../concurrency/map-bounded.js';
import type { DriftedResource, MadeLook } from '../model/made.js';
import type { StackInstance } from '../model/observed.js';
import type { Scope } from '../model/scope.js';
import { targetKey, type Target } from '../model/target.js';
import type { ApplyContext } from './context.js';
import type { CheckedResource, DriftDetectionPort, OperationResult, OperationSummary } from './ports.js';

const concurrentInstances = 4;

/** What a detection that has ended found. */
interface ReadDetection {
  readonly drifted: MadeLook['drifted'];
  /** Where something drifted, and CloudFormation does not tell what. */
  readonly untold: readonly Target[];
  /** The answers are not what this detection found: another one ran since. */
  readonly isOvertaken: boolean;
  /** The resources of one instance, all of them that could be looked at. */
  readonly sample: readonly CheckedResource[] | undefined;
  readonly failed: readonly OperationResult[];
  readonly standing: ReadonlyMap<string, StackInstance>;
}

/**
 * CloudFormation tells what the most recent detection found, and a part of it while one is in progress
 * (ListStackInstanceResourceDrifts in the SDK), so that after a detection of somebody else the answers may be empty.
 */
export async function readDetection(
  ended: OperationSummary,
  name: string,
  instances: readonly StackInstance[],
  scope: Scope,
  { ports: { driftDetection, stackSets } }: ApplyContext,
): Promise<ReadDetection> {
  const standing = new Map(instances.map((one) => [targetKey(one), one]));
  const listed = ended.drift?.drifted === 0 ? [] : await driftedInstances(name, scope, driftDetection);
  const looked = await mapBounded(
    listed.filter((one) => standing.has(targetKey(one))),
    concurrentInstances,
    async (target) => ({ target, resources: await driftDetection.resources(name, target, ended.id) }),
  );
  const results = ended.drift?.failed === 0 ? [] : await stackSets.operationResults(name, ended.id, true);
  const failed = results.filter((one) => standing.has(targetKey(one)));
  const failedKeys = new Set(failed.map(targetKey));
  const inSync = instances.find((one) => !failedKeys.has(targetKey(one)));
  const sample = looked[0]?.resources ?? (inSync && (await driftDetection.resources(name, inSync, ended.id)));
  const drifted = looked.map(({ target, resources }) => ({ ...target, resources: driftedAmong(resources) }));
  const areFewer = scope.accounts === undefined && listed.length < (ended.drift?.drifted ?? 0);
  const untold = areFewer ? instances : drifted.filter(({ resources }) => resources.length === 0);
  return {
    drifted: drifted.filter(({ resources }) => resources.length > 0),
    untold: untold.map(placeOf),
    isOvertaken: untold.length > 0 || sample?.length === 0,
    sample,
    failed,
    standing,
  };
}

export function driftedAmong(resources: readonly CheckedResource[]): readonly DriftedResource[] {
  return resources.flatMap(({ is, ...one }) => (is === 'in-sync' ? [] : [{ ...one, is }]));
}

/** A narrowed look asks account by account, so that it does not grow with the organization. */
async function driftedInstances(
  name: string,
  { accounts }: Scope,
  port: DriftDetectionPort,
): Promise<readonly Target[]> {
  if (accounts === undefined) return port.drifted(name);
  const lists = await mapBounded([...accounts], concurrentInstances, (one) => port.drifted(name, one));
  return lists.flat();
}

function placeOf({ accountId, region }: Target): Target {
  return { accountId, region };
}
