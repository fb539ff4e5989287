import type { Shape } from '../../../kernel/contract.js';
import type { PropertyDifference, ResourceDrift, Stack, StackResource } from './state.js';

/** DriftInformation of a stack. */
export function stackDrift({ drift }: Stack): Shape {
  return drift
    ? { StackDriftStatus: drift.status, LastCheckTimestamp: new Date(drift.checkedAt) }
    : { StackDriftStatus: 'NOT_CHECKED' };
}

/** DriftInformation of a resource: NOT_CHECKED also where its type can't be checked. */
export function resourceDrift({ drift }: StackResource): Shape {
  return drift
    ? { StackResourceDriftStatus: drift.status, LastCheckTimestamp: new Date(drift.checkedAt) }
    : { StackResourceDriftStatus: 'NOT_CHECKED' };
}

/** A resource as DescribeStackResourceDrifts gives it; one that is deleted has no properties ([API], StackResourceDrift). */
export function renderDrift(
  stack: Stack,
  logicalId: string,
  resource: StackResource,
  drift: ResourceDrift,
): Shape {
  const hasProperties = drift.status === 'IN_SYNC' || drift.status === 'MODIFIED';
  return {
    ...renderDriftSummary(stack, logicalId, resource, drift),
    ...(hasProperties
      ? {
          ExpectedProperties: JSON.stringify(resource.properties),
          ActualProperties: JSON.stringify(drift.actual ?? resource.properties),
        }
      : {}),
    DriftStatusReason: drift.reason,
  };
}

/** The same as ListStackInstanceResourceDrifts gives it. */
export function renderDriftSummary(
  stack: Stack,
  logicalId: string,
  resource: StackResource,
  drift: ResourceDrift,
): Shape {
  return {
    StackId: stack.id,
    LogicalResourceId: logicalId,
    PhysicalResourceId: resource.physicalId,
    ResourceType: resource.type,
    PropertyDifferences: drift.differences.map(renderDifference),
    StackResourceDriftStatus: drift.status,
    Timestamp: new Date(drift.checkedAt),
  };
}

function renderDifference({ path, expected, actual, type }: PropertyDifference): Shape {
  return { PropertyPath: path, ExpectedValue: expected, ActualValue: actual, DifferenceType: type };
}
