import type { Operation, ResourceProvider } from '../../kernel/contract.js';
import { activateOrganizationsAccess } from './operations/activate-organizations-access.js';
import { createStack } from './operations/create-stack.js';
import { createStackInstances } from './operations/create-stack-instances.js';
import { createStackSet } from './operations/create-stack-set.js';
import { deactivateOrganizationsAccess } from './operations/deactivate-organizations-access.js';
import { deleteStack } from './operations/delete-stack.js';
import { deleteStackInstances } from './operations/delete-stack-instances.js';
import { deleteStackSet } from './operations/delete-stack-set.js';
import { describeOrganizationsAccess } from './operations/describe-organizations-access.js';
import { describeStackDriftDetectionStatus } from './operations/describe-stack-drift-detection-status.js';
import { describeStackEvents } from './operations/describe-stack-events.js';
import { describeStackInstance } from './operations/describe-stack-instance.js';
import { describeStackResourceDrifts } from './operations/describe-stack-resource-drifts.js';
import { describeStackResources } from './operations/describe-stack-resources.js';
import { describeStackSet } from './operations/describe-stack-set.js';
import { describeStackSetOperation } from './operations/describe-stack-set-operation.js';
import { describeStacks } from './operations/describe-stacks.js';
import { detectStackDrift } from './operations/detect-stack-drift.js';
import { detectStackSetDrift } from './operations/detect-stack-set-drift.js';
import { getTemplate } from './operations/get-template.js';
import { listStackInstanceResourceDrifts } from './operations/list-stack-instance-resource-drifts.js';
import { listStackInstances } from './operations/list-stack-instances.js';
import { listStackResources } from './operations/list-stack-resources.js';
import { listStackSetAutoDeploymentTargets } from './operations/list-stack-set-auto-deployment-targets.js';
import { listStackSetOperationResults } from './operations/list-stack-set-operation-results.js';
import { listStackSetOperations } from './operations/list-stack-set-operations.js';
import { listStackSets } from './operations/list-stack-sets.js';
import { listStacks } from './operations/list-stacks.js';
import { resourceTypes } from './operations/providers.js';
import { stopStackSetOperation } from './operations/stop-stack-set-operation.js';
import { updateStack } from './operations/update-stack.js';
import { updateStackInstances } from './operations/update-stack-instances.js';
import { updateStackSet } from './operations/update-stack-set.js';
import { validateTemplate } from './operations/validate-template.js';

/** CloudFormation's operations, for the resource types that `providers` can make. */
export function cloudFormationOperations(providers: readonly ResourceProvider[]): readonly Operation[] {
  const types = resourceTypes(providers);
  return [
    activateOrganizationsAccess,
    createStack(types),
    createStackInstances,
    createStackSet(types),
    deactivateOrganizationsAccess,
    deleteStack(types),
    deleteStackInstances,
    deleteStackSet,
    describeOrganizationsAccess,
    describeStackDriftDetectionStatus,
    describeStackEvents,
    describeStackInstance,
    describeStackResourceDrifts,
    describeStackResources,
    describeStackSet,
    describeStackSetOperation,
    describeStacks,
    detectStackDrift(types),
    detectStackSetDrift,
    getTemplate,
    listStackInstanceResourceDrifts,
    listStackInstances,
    listStackResources,
    listStackSetAutoDeploymentTargets,
    listStackSetOperationResults,
    listStackSetOperations,
    listStackSets,
    listStacks,
    stopStackSetOperation,
    updateStack(types),
    updateStackInstances,
    updateStackSet(types),
    validateTemplate(types),
  ];
}
