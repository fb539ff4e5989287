import type { Operation } from '../../../kernel/contract.js';
import { text, texts } from '../../../kernel/input.js';
import { validationError } from '../errors.js';
import { stackAccess } from '../stacks/access.js';
import { stackCaller } from '../stacks/begin.js';
import { beginDetection } from '../stacks/detect-drift.js';
import { findStack, stacksSlot } from '../stacks/state.js';
import type { DriftDetection } from '../stacks/state.js';
import type { ResourceTypes } from './providers.js';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html */
const CHECKABLE = new Set([
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
  'UPDATE_ROLLBACK_FAILED',
]);

/**
 * Looks at what a stack made, with the rights of its caller: who detects drift must be allowed to read every resource,
 * and the three actions that the same page names. Texts of the refusals are assumed.
 */
export function detectStackDrift(types: ResourceTypes): Operation {
  return {
    service: 'cloudformation',
    name: 'DetectStackDrift',
    mutating: false,
    access: (input, call) => [
      ...stackAccess('DetectStackDrift', input, call),
      ...stackAccess('DetectStackResourceDrift', input, call),
      { action: 'cloudformation:BatchDescribeTypeConfigurations', resource: '*' },
    ],
    async handle(input, { world, caller, region }) {
      const { accountId } = caller;
      const name = text(input, 'StackName') ?? '';
      const stack = findStack(world, accountId, region, name);
      if (!stack) throw validationError(`Stack [${name}] does not exist`);
      if (!CHECKABLE.has(stack.status)) {
        throw validationError(
          `Drift detection cannot be performed on stack [${stack.id}] while it is in ${stack.status} state`,
        );
      }
      const { detections } = world.state(stacksSlot, accountId, region);
      if (Object.values(detections).some((one) => one.stackId === stack.id && isRunning(one)))
        throw validationError(`Drift detection is already in progress for stack [${stack.id}]`);
      const only = texts(input, 'LogicalResourceIds');
      const unknown = only?.find((id) => !(id in stack.resources));
      if (unknown !== undefined)
        throw validationError(`Resource ${unknown} does not exist for stack ${stack.name}`);
      const detection: DriftDetection = {
        id: world.random.uuid(),
        stackId: stack.id,
        startedAt: world.clock.now(),
        status: 'DETECTION_IN_PROGRESS',
      };
      detections[detection.id] = detection;
      const as = await stackCaller(world, caller, region, undefined, stack.id);
      const run = { world, providers: types.providers, accountId, region, stack, caller: as };
      beginDetection(run, detection, only);
      return { StackDriftDetectionId: detection.id };
    },
  };
}

function isRunning({ status }: DriftDetection): boolean {
  return status === 'DETECTION_IN_PROGRESS';
}
