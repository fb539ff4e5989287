import type { Shape } from '../../../kernel/contract.js';
import { messageOf } from '../errors.js';
import { readerOf } from '../readings.js';
import { differences } from './differences.js';
import { isLiving } from './delete.js';
import { rethrowDefect, resourceWork } from './provider-context.js';
import { providerOf } from './run.js';
import type { StackRun } from './run.js';
import type { DriftDetection, ResourceDrift, StackResource } from './state.js';

/** How long drift detection takes on one stack; the figure is the simulator's. */
const DETECTION_MS = 4000;

/** Begins drift detection on a stack: `detection` says how it goes. */
export function beginDetection(run: StackRun, detection: DriftDetection, only?: readonly string[]): void {
  const { world } = run;
  world.background(async () => {
    await world.clock.sleep(world.latency('driftDetection', DETECTION_MS));
    await detect(run, detection, only);
  });
}

async function detect(run: StackRun, detection: DriftDetection, only?: readonly string[]): Promise<void> {
  const { stack, world } = run;
  const looked = Object.entries(stack.resources).filter(([name]) => only?.includes(name) ?? true);
  const drifts: (readonly [string, ResourceDrift])[] = [];
  for (const [name, resource] of looked) {
    const drift = await lookAt(run, name, resource);
    if (!drift) continue;
    resource.drift = drift;
    drifts.push([name, drift]);
  }
  const failed = drifts.filter(([, { status }]) => status === 'UNKNOWN');
  const drifted = drifts.filter(([, { status }]) => status === 'MODIFIED' || status === 'DELETED');
  const status = drifted.length > 0 ? 'DRIFTED' : failed.length > 0 ? 'UNKNOWN' : 'IN_SYNC';
  stack.drift = { status, checkedAt: world.clock.now() };
  detection.stackStatus = status;
  detection.drifted = drifted.length;
  detection.status = failed.length > 0 ? 'DETECTION_FAILED' : 'DETECTION_COMPLETE';
  if (failed.length > 0) {
    const reasons = failed.map(([name, { reason }]) => `${name}: ${reason ?? ''}`);
    detection.statusReason = `Failed to detect drift on resource(s): [${reasons.join('; ')}]`;
  }
}

/** What one resource is, beside what it should be; undefined where CloudFormation can't read its type. */
async function lookAt(
  run: StackRun,
  logicalId: string,
  resource: StackResource,
): Promise<ResourceDrift | undefined> {
  const provider = providerOf(run, resource.type);
  const read = readerOf(run.world, provider);
  if (!read || !isLiving(resource) || resource.physicalId === undefined) return undefined;
  const checkedAt = run.world.clock.now();
  const work = resourceWork(run, logicalId);
  try {
    const actual = await read(resource.physicalId, resource.properties, work.context);
    if (!actual) return { status: 'DELETED', checkedAt, differences: [] };
    const found = differences(without(resource.properties, provider.writeOnly ?? []), actual);
    return found.length === 0
      ? { status: 'IN_SYNC', checkedAt, differences: [] }
      : { status: 'MODIFIED', checkedAt, actual, differences: found };
  } catch (error) {
    rethrowDefect(error);
    return {
      status: 'UNKNOWN',
      checkedAt,
      reason: work.reasonOf(error) || messageOf(error),
      differences: [],
    };
  }
}

function without(properties: Shape, names: readonly string[]): Shape {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name)));
}
