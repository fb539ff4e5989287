import type { Caller, Slot, World } from '../../../kernel/contract.js';

type StackStatus =
  | 'CREATE_IN_PROGRESS'
  | 'CREATE_COMPLETE'
  | 'CREATE_FAILED'
  | 'ROLLBACK_IN_PROGRESS'
  | 'ROLLBACK_COMPLETE'
  | 'ROLLBACK_FAILED'
  | 'UPDATE_IN_PROGRESS'
  | 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'
  | 'UPDATE_COMPLETE'
  | 'UPDATE_ROLLBACK_IN_PROGRESS'
  | 'UPDATE_ROLLBACK_COMPLETE'
  | 'UPDATE_ROLLBACK_FAILED'
  | 'DELETE_IN_PROGRESS'
  | 'DELETE_COMPLETE'
  | 'DELETE_FAILED';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** One property that is not what the template says ([API], PropertyDifference). */
export interface PropertyDifference {
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
  readonly type: 'ADD' | 'REMOVE' | 'NOT_EQUAL';
}

/** What the last look at a resource found. */
export interface ResourceDrift {
  readonly status: 'IN_SYNC' | 'MODIFIED' | 'DELETED' | 'UNKNOWN';
  readonly checkedAt: number;
  /** Why it could not be looked at. */
  readonly reason?: string;
  /** What was there, where it is not what the template says. */
  readonly actual?: Readonly<Record<string, unknown>>;
  readonly differences: readonly PropertyDifference[];
}

/** One run of drift detection over a stack. */
export interface DriftDetection {
  readonly id: string;
  readonly stackId: string;
  readonly startedAt: number;
  status: 'DETECTION_IN_PROGRESS' | 'DETECTION_COMPLETE' | 'DETECTION_FAILED';
  statusReason?: string;
  stackStatus?: StackDrift['status'];
  drifted?: number;
}

interface StackDrift {
  readonly status: 'DRIFTED' | 'IN_SYNC' | 'UNKNOWN';
  readonly checkedAt: number;
}

export interface StackResource {
  readonly type: string;
  physicalId?: string;
  attributes: Readonly<Record<string, unknown>>;
  /** The properties as they were last handed to the provider, after evaluation. */
  properties: Readonly<Record<string, unknown>>;
  status: string;
  statusReason?: string;
  changedAt: number;
  /** Absent where drift detection never looked at it. */
  drift?: ResourceDrift;
}

export interface StackEvent {
  readonly id: string;
  readonly at: number;
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly status: string;
  readonly reason?: string;
}

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}

export interface Stack {
  readonly id: string;
  readonly name: string;
  /** Digest of the template body, see `template/library.ts`. */
  template: string;
  parameters: Readonly<Record<string, string>>;
  capabilities: readonly string[];
  tags: readonly Tag[];
  status: StackStatus;
  statusReason?: string;
  readonly createdAt: number;
  updatedAt?: number;
  deletedAt?: number;
  resources: Record<string, StackResource>;
  outputs: readonly StackOutput[];
  /** Oldest first. */
  readonly events: StackEvent[];
  /** As whom the stack's resources are made. */
  caller: Caller;
  roleArn?: string;
  disableRollback: boolean;
  terminationProtection: boolean;
  clientRequestToken?: string;
  /** Absent before the first drift detection. */
  drift?: StackDrift;
}

/** The stacks of one account and Region, by id; deleted ones stay, as AWS keeps them for 90 days. */
export interface Stacks {
  readonly byId: Record<string, Stack>;
  /** The stack that has a name now. */
  readonly named: Record<string, string>;
  /** Runs of drift detection, by their id. */
  readonly detections: Record<string, DriftDetection>;
}

export const stacksSlot: Slot<Stacks> = {
  name: 'cloudformation.stacks',
  create: () => ({ byId: {}, named: {}, detections: {} }),
};

export function stackArn(world: World, region: string, accountId: string, name: string, id: string): string {
  return `arn:${world.partition}:cloudformation:${region}:${accountId}:stack/${name}/${id}`;
}

/** A stack by name (living ones) or by id (deleted ones too). */
export function findStack(
  world: World,
  accountId: string,
  region: string,
  nameOrId: string,
): Stack | undefined {
  const stacks = world.state(stacksSlot, accountId, region);
  return stacks.byId[stacks.named[nameOrId] ?? nameOrId];
}
