import type { Operation } from '../../../kernel/contract.js';
import { requiredText } from '../../../kernel/input.js';
import { validationError } from '../errors.js';
import { stacksSlot } from '../stacks/state.js';

/** Knows no resource: service authorization reference, AWS CloudFormation. */
export const describeStackDriftDetectionStatus: Operation = {
  service: 'cloudformation',
  name: 'DescribeStackDriftDetectionStatus',
  mutating: false,
  handle(input, { world, caller, region }) {
    const id = requiredText(input, 'StackDriftDetectionId', 'ValidationError');
    const detection = world.state(stacksSlot, caller.accountId, region).detections[id];
    // The text is assumed.
    if (!detection) throw validationError(`Drift detection with id ${id} does not exist`);
    return {
      StackId: detection.stackId,
      StackDriftDetectionId: detection.id,
      StackDriftStatus: detection.stackStatus ?? 'NOT_CHECKED',
      DetectionStatus: detection.status,
      DetectionStatusReason: detection.statusReason,
      DriftedStackResourceCount: detection.drifted,
      Timestamp: new Date(detection.startedAt),
    };
  },
};
