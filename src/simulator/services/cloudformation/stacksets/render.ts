import type { Shape, World } from '../../../kernel/contract.js';
import { templateBody, templateOf } from '../template/library.js';
import { driftDetails, instanceDrift, setDrift, setDriftDetails } from './render-drift.js';
import type {
  DeploymentTargets,
  OperationPreferences,
  OperationResult,
  StackInstance,
  StackSet,
  StackSetOperation,
} from './state.js';

/** A StackSet as DescribeStackSet gives it. */
export function renderStackSet(world: World, set: StackSet): Shape {
  const { template, parameters, capabilities, tags, description, administrationRoleArn, executionRoleName } =
    set.definition;
  const declared = templateOf(world, template).parameters;
  const isSelfManaged = set.permissionModel === 'SELF_MANAGED';
  return {
    StackSetName: set.name,
    StackSetId: set.id,
    Description: description,
    Status: set.status,
    TemplateBody: templateBody(world, template),
    Parameters: Object.entries(parameters).map(([key, value]) => ({
      ParameterKey: key,
      ParameterValue: declared[key]?.noEcho === true ? '****' : value,
    })),
    Capabilities: [...capabilities],
    Tags: tags.map((tag) => ({ ...tag })),
    StackSetARN: set.arn,
    AdministrationRoleARN: isSelfManaged
      ? (administrationRoleArn ??
        `arn:${world.partition}:iam::${set.accountId}:role/AWSCloudFormationStackSetAdministrationRole`)
      : undefined,
    ExecutionRoleName: isSelfManaged
      ? (executionRoleName ?? 'AWSCloudFormationStackSetExecutionRole')
      : undefined,
    ...autoDeployment(set),
    PermissionModel: set.permissionModel,
    OrganizationalUnitIds: Object.keys(set.targets),
    ManagedExecution: { Active: set.managedExecution },
    Regions: [...new Set(Object.values(set.instances).map(({ region }) => region))],
    StackSetDriftDetectionDetails: setDriftDetails(set),
  };
}

/** A StackSet as ListStackSets gives it. */
export function renderSetSummary(set: StackSet): Shape {
  return {
    StackSetName: set.name,
    StackSetId: set.id,
    Description: set.definition.description,
    Status: set.status,
    ...autoDeployment(set),
    PermissionModel: set.permissionModel,
    ...setDrift(set),
    ManagedExecution: { Active: set.managedExecution },
  };
}

function autoDeployment(set: StackSet): Shape {
  const auto = set.definition.autoDeployment;
  if (!auto) return {};
  return {
    AutoDeployment: {
      Enabled: auto.enabled,
      ...(auto.enabled ? { RetainStacksOnAccountRemoval: auto.retainStacksOnAccountRemoval } : {}),
      ...(auto.dependsOn.length > 0 ? { DependsOn: [...auto.dependsOn] } : {}),
    },
  };
}

/** A stack instance as ListStackInstances gives it. */
export function renderInstanceSummary(set: StackSet, instance: StackInstance): Shape {
  return {
    StackSetId: set.id,
    Region: instance.region,
    Account: instance.account,
    StackId: instance.stackId,
    Status: instance.status,
    StatusReason: instance.statusReason,
    StackInstanceStatus: { DetailedStatus: instance.detailedStatus },
    OrganizationalUnitId: instance.organizationalUnitId ?? '',
    ...instanceDrift(instance),
    LastOperationId: instance.lastOperationId,
  };
}

export function renderInstance(set: StackSet, instance: StackInstance): Shape {
  return {
    ...renderInstanceSummary(set, instance),
    ParameterOverrides: Object.entries(instance.overrides).map(([key, value]) => ({
      ParameterKey: key,
      ParameterValue: value,
    })),
  };
}

/** An operation as DescribeStackSetOperation gives it. */
export function renderOperation(set: StackSet, operation: StackSetOperation): Shape {
  return {
    OperationId: operation.id,
    StackSetId: set.id,
    Action: operation.action,
    Status: operation.status,
    OperationPreferences: renderPreferences(operation.preferences),
    ...(operation.action === 'DELETE' ? { RetainStacks: operation.retainStacks } : {}),
    AdministrationRoleARN: operation.administrationRoleArn,
    ExecutionRoleName: operation.executionRoleName,
    CreationTimestamp: new Date(operation.createdAt),
    EndTimestamp: operation.endedAt === undefined ? undefined : new Date(operation.endedAt),
    DeploymentTargets: renderTargets(operation.deploymentTargets),
    StackSetDriftDetectionDetails: operation.action === 'DETECT_DRIFT' ? driftDetails(operation) : undefined,
    StatusDetails: statusDetails(operation),
  };
}

/** An operation as ListStackSetOperations gives it. */
export function renderOperationSummary(operation: StackSetOperation): Shape {
  return {
    OperationId: operation.id,
    Action: operation.action,
    Status: operation.status,
    CreationTimestamp: new Date(operation.createdAt),
    EndTimestamp: operation.endedAt === undefined ? undefined : new Date(operation.endedAt),
    OperationPreferences: renderPreferences(operation.preferences),
    StatusDetails: statusDetails(operation),
  };
}

export function renderResult(result: OperationResult): Shape {
  return {
    Account: result.account,
    Region: result.region,
    Status: result.status,
    StatusReason: result.statusReason,
    AccountGateResult: result.gate && { Status: result.gate.status, StatusReason: result.gate.reason },
    OrganizationalUnitId: result.organizationalUnitId ?? '',
  };
}

function statusDetails(operation: StackSetOperation): Shape {
  return {
    FailedStackInstancesCount: Object.values(operation.results).filter(({ status }) => status === 'FAILED')
      .length,
  };
}

function renderPreferences(preferences: OperationPreferences): Shape {
  return {
    RegionConcurrencyType: preferences.regionConcurrencyType,
    RegionOrder: [...preferences.regionOrder],
    FailureToleranceCount: preferences.failureToleranceCount,
    FailureTolerancePercentage: preferences.failureTolerancePercentage,
    MaxConcurrentCount: preferences.maxConcurrentCount,
    MaxConcurrentPercentage: preferences.maxConcurrentPercentage,
    ConcurrencyMode: preferences.concurrencyMode,
  };
}

function renderTargets(targets: DeploymentTargets | undefined): Shape | undefined {
  if (!targets) return undefined;
  return {
    ...(targets.accounts.length > 0 ? { Accounts: [...targets.accounts] } : {}),
    ...(targets.organizationalUnitIds.length > 0
      ? { OrganizationalUnitIds: [...targets.organizationalUnitIds] }
      : {}),
    ...(targets.filter === undefined ? {} : { AccountFilterType: targets.filter }),
  };
}
