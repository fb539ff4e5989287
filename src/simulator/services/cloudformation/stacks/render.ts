import type { Shape, World } from '../../../kernel/contract.js';
import { templateOf } from '../template/library.js';
import { resourceDrift, stackDrift } from './render-drift.js';
import type { Stack, StackEvent, StackResource } from './state.js';

/** A stack as DescribeStacks gives it. */
export function renderStack(world: World, stack: Stack): Shape {
  const template = templateOf(world, stack.template);
  return {
    StackId: stack.id,
    StackName: stack.name,
    ...(template.description === undefined ? {} : { Description: template.description }),
    Parameters: Object.entries(stack.parameters).map(([key, value]) => ({
      ParameterKey: key,
      ParameterValue: template.parameters[key]?.noEcho === true ? '****' : value,
    })),
    CreationTime: new Date(stack.createdAt),
    LastUpdatedTime: date(stack.updatedAt),
    DeletionTime: date(stack.deletedAt),
    RollbackConfiguration: {},
    StackStatus: stack.status,
    StackStatusReason: stack.statusReason,
    DisableRollback: stack.disableRollback,
    NotificationARNs: [],
    Capabilities: [...stack.capabilities],
    Outputs: stack.outputs.map((output) => ({
      OutputKey: output.key,
      OutputValue: output.value,
      Description: output.description,
      ExportName: output.exportName,
    })),
    RoleARN: stack.roleArn,
    Tags: stack.tags.map((tag) => ({ ...tag })),
    EnableTerminationProtection: stack.terminationProtection,
    DriftInformation: stackDrift(stack),
  };
}

/** A stack as ListStacks gives it. */
export function renderSummary(world: World, stack: Stack): Shape {
  return {
    StackId: stack.id,
    StackName: stack.name,
    TemplateDescription: templateOf(world, stack.template).description,
    CreationTime: new Date(stack.createdAt),
    LastUpdatedTime: date(stack.updatedAt),
    DeletionTime: date(stack.deletedAt),
    StackStatus: stack.status,
    StackStatusReason: stack.statusReason,
    DriftInformation: stackDrift(stack),
  };
}

export function renderEvent(stack: Stack, event: StackEvent): Shape {
  return {
    StackId: stack.id,
    EventId: event.id,
    StackName: stack.name,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.type,
    Timestamp: new Date(event.at),
    ResourceStatus: event.status,
    ResourceStatusReason: event.reason,
    ClientRequestToken: stack.clientRequestToken,
  };
}

/** A resource as ListStackResources gives it. */
export function renderResource(logicalId: string, resource: StackResource): Shape {
  return {
    LogicalResourceId: logicalId,
    PhysicalResourceId: resource.physicalId,
    ResourceType: resource.type,
    LastUpdatedTimestamp: new Date(resource.changedAt),
    ResourceStatus: resource.status,
    ResourceStatusReason: resource.statusReason,
    DriftInformation: resourceDrift(resource),
  };
}

function date(at: number | undefined): Date | undefined {
  return at === undefined ? undefined : new Date(at);
}
