import type { Slot, World } from '../../../kernel/contract.js';
import type { Tag } from '../stacks/state.js';

export type PermissionModel = 'SELF_MANAGED' | 'SERVICE_MANAGED';
type DetailedStatus =
  'PENDING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED' | 'INOPERABLE' | 'SKIPPED_SUSPENDED_ACCOUNT';
type OperationStatus = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'STOPPING' | 'STOPPED';
type ResultStatus = 'PENDING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

/** One account in one Region, with the target (root or OU) through which it was meant. */
export interface InstanceTarget {
  readonly account: string;
  readonly region: string;
  readonly organizationalUnitId?: string;
}

/** What the last drift detection found in the stack of an instance. */
export interface InstanceDrift {
  readonly status: 'DRIFTED' | 'IN_SYNC' | 'UNKNOWN';
  readonly checkedAt: number;
  readonly operationId: string;
}

export interface StackInstance extends InstanceTarget {
  stackId?: string;
  status: 'CURRENT' | 'OUTDATED' | 'INOPERABLE';
  detailedStatus: DetailedStatus;
  statusReason?: string;
  overrides: Readonly<Record<string, string>>;
  lastOperationId: string;
  /** Absent before the first drift detection. */
  drift?: InstanceDrift;
}

export interface AutoDeployment {
  readonly enabled: boolean;
  readonly retainStacksOnAccountRemoval: boolean;
  readonly dependsOn: readonly string[];
}

/** What a StackSet's stacks are made of; an update replaces it as a whole. */
export interface StackSetDefinition {
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly capabilities: readonly string[];
  readonly tags: readonly Tag[];
  readonly description?: string;
  readonly administrationRoleArn?: string;
  readonly executionRoleName?: string;
  readonly autoDeployment?: AutoDeployment;
}

/** As the request said; numbers that it did not say are absent. */
export interface OperationPreferences {
  readonly regionConcurrencyType?: 'SEQUENTIAL' | 'PARALLEL';
  readonly regionOrder: readonly string[];
  readonly failureToleranceCount?: number;
  readonly failureTolerancePercentage?: number;
  readonly maxConcurrentCount?: number;
  readonly maxConcurrentPercentage?: number;
  readonly concurrencyMode?: 'STRICT_FAILURE_TOLERANCE' | 'SOFT_FAILURE_TOLERANCE';
}

export interface DeploymentTargets {
  readonly organizationalUnitIds: readonly string[];
  readonly accounts: readonly string[];
  readonly filter?: 'NONE' | 'INTERSECTION' | 'DIFFERENCE' | 'UNION';
}

export interface OperationResult extends InstanceTarget {
  status: ResultStatus;
  statusReason?: string;
  /** DETECT_DRIFT: what was found. */
  drift?: InstanceDrift;
  gate?: { readonly status: 'SKIPPED' | 'FAILED'; readonly reason: string };
}

export interface StackSetOperation {
  readonly id: string;
  readonly action: 'CREATE' | 'UPDATE' | 'DELETE' | 'DETECT_DRIFT';
  status: OperationStatus;
  readonly createdAt: number;
  endedAt?: number;
  readonly preferences: OperationPreferences;
  readonly deploymentTargets?: DeploymentTargets;
  readonly retainStacks: boolean;
  readonly executionRoleName?: string;
  readonly administrationRoleArn?: string;
  /** UpdateStackSet: what the StackSet becomes when the operation starts. */
  readonly definition?: StackSetDefinition;
  /** New parameter overrides of the instances; absent where the operation leaves them alone. */
  readonly overrides?: Readonly<Record<string, string>>;
  /** In the order in which they are attempted within a Region. */
  readonly results: Record<string, OperationResult>;
}

export interface StackSet {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  /** Where the StackSet is: the administrator account, and the Region it was made in. */
  readonly accountId: string;
  readonly region: string;
  status: 'ACTIVE' | 'DELETED';
  readonly permissionModel: PermissionModel;
  definition: StackSetDefinition;
  managedExecution: boolean;
  readonly clientRequestToken?: string;
  modified: boolean;
  /** Roots and OUs that were targeted, with their Regions: what auto-deployment goes by. */
  targets: Record<string, string[]>;
  readonly instances: Record<string, StackInstance>;
  /** Oldest first. */
  readonly operations: StackSetOperation[];
}

/** The StackSets of one administrator account and Region, by id. */
export const stackSetsSlot: Slot<Record<string, StackSet>> = {
  name: 'cloudformation.stackSets',
  create: () => ({}),
};

export function instanceKey({
  account,
  region,
}: {
  readonly account: string;
  readonly region: string;
}): string {
  return `${account}/${region}`;
}

export function isActive({ status }: StackSetOperation): boolean {
  return status === 'QUEUED' || status === 'RUNNING' || status === 'STOPPING';
}

/** All StackSets of the world that are not deleted. */
export function* livingStackSets(world: World): Generator<StackSet> {
  for (const { value } of world.all(stackSetsSlot))
    for (const set of Object.values(value)) if (set.status === 'ACTIVE') yield set;
}
