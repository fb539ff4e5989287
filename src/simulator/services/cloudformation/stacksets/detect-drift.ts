import { ServiceError } from '../../../kernel/contract.js';
import type { Caller, Shape, World } from '../../../kernel/contract.js';
import { text } from '../../../kernel/input.js';
import { messageOf } from '../errors.js';
import { livingStack, noStack } from './deploy-instance.js';
import type { Attempt } from './deploy-instance.js';
import type { InstanceDrift, StackInstance, StackSetOperation } from './state.js';

const POLL_MS = 1000;

/**
 * Drift detection on the stack of one instance, as the role that StackSets have in its account; waits for its end.
 * An instance without a stack, and one in which a resource could not be looked at, failed (assumed).
 */
export async function detectDrift(
  world: World,
  operation: StackSetOperation,
  instance: StackInstance,
  caller: Caller,
): Promise<Attempt> {
  const stack = livingStack(world, instance);
  if (!stack) return { succeeded: false, reason: noStack(instance) };
  const call = (name: string, input: Shape): Promise<Shape> =>
    world.invoke('cloudformation', name, input, { caller, region: instance.region });
  try {
    const { StackDriftDetectionId } = await call('DetectStackDrift', { StackName: stack.id });
    const ended = await endOf(world, () =>
      call('DescribeStackDriftDetectionStatus', { StackDriftDetectionId }),
    );
    const status = text(ended, 'StackDriftStatus') as InstanceDrift['status'];
    instance.drift = { status, checkedAt: world.clock.now(), operationId: operation.id };
    if (ended['DetectionStatus'] === 'DETECTION_COMPLETE') return { succeeded: true, reason: status };
    return { succeeded: false, reason: text(ended, 'DetectionStatusReason') ?? '' };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { succeeded: false, reason: messageOf(error) };
  }
}

async function endOf(world: World, ask: () => Promise<Shape>): Promise<Shape> {
  for (;;) {
    const answer = await ask();
    if (answer['DetectionStatus'] !== 'DETECTION_IN_PROGRESS') return answer;
    await world.clock.sleep(POLL_MS);
  }
}
