import type { StackInstance } from '../model/observed.js';

/** `failed`: there, and to be made again. `inoperable`: AWS leaves it out of every operation until a person acts. */
export type InstanceState = 'missing' | 'standing' | 'failed' | 'in-progress' | 'inoperable';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackInstanceComprehensiveStatus.html */
export function instanceState(instance: StackInstance | undefined): InstanceState {
  if (instance === undefined) return 'missing';
  if (instance.status === 'INOPERABLE') return 'inoperable';
  switch (instance.detailedStatus) {
    case 'PENDING':
    case 'RUNNING':
      return 'in-progress';
    case 'INOPERABLE':
      return 'inoperable';
    // The account was suspended when an operation passed by; only accounts that are active now are asked about.
    case 'SKIPPED_SUSPENDED_ACCOUNT':
      return 'missing';
    case 'FAILED':
    case 'CANCELLED':
    case 'FAILED_IMPORT':
      return 'failed';
    // An operation with a new id retries every instance that is OUTDATED, so making it again is what mends it.
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackInstances.html (OperationId)
    case 'SUCCEEDED':
    case undefined:
      return instance.status === 'CURRENT' ? 'standing' : 'failed';
  }
}

/** Nothing is to be done about it in this plan but to make it. */
export function isToBeMade(state: InstanceState): boolean {
  return state === 'missing' || state === 'failed';
}

/** A stack of ours is there, whatever its state. */
export function hasStack(instance: StackInstance | undefined): boolean {
  return instance?.stackId !== undefined && instance.stackId !== '';
}
