import { ServiceError } from '../../../kernel/contract.js';
import type { Call, Operation, Shape } from '../../../kernel/contract.js';
import { flag, shape, text } from '../../../kernel/input.js';
import { validationError } from '../errors.js';
import { deployAccess } from '../stacksets/access.js';
import { findStackSetToOperate } from '../stacksets/find.js';
import { newOperation, readOperationId } from '../stacksets/new-operation.js';
import { enqueue } from '../stacksets/queue.js';
import { readDefinition } from '../stacksets/read-definition.js';
import { readRegions, readTargets } from '../stacksets/read-targets.js';
import { targetsThatExist } from '../stacksets/resolve-targets.js';
import { instanceKey, isActive } from '../stacksets/state.js';
import type { DeploymentTargets, InstanceTarget, StackSet } from '../stacksets/state.js';
import type { ResourceTypes } from './providers.js';

/** The StackSet becomes what the request says, whatever becomes of its instances ([API model, UpdateStackSet]). */
export function updateStackSet(types: ResourceTypes): Operation {
  return {
    service: 'cloudformation',
    name: 'UpdateStackSet',
    mutating: true,
    access: (input, call) => deployAccess('UpdateStackSet', input, call),
    handle(input, call) {
      const set = findStackSetToOperate(input, call);
      const model = text(input, 'PermissionModel');
      if (model !== undefined && model !== set.permissionModel)
        throw validationError('PermissionModel cannot be changed while the stack set has stack instances');
      const definition = readDefinition(input, call, set.permissionModel, types.names, set.definition);
      const { targets, deploymentTargets } = readMeant(input, call, set);
      const id = readOperationId(input, call, set);
      const operation = newOperation(input, call.world, set, id, {
        action: 'UPDATE',
        targets,
        deploymentTargets,
        definition,
      });
      changeExecution(input, set);
      enqueue(call.world, set, operation);
      return { OperationId: id };
    },
  };
}

/** All instances but the INOPERABLE ones, unless accounts or OUs and Regions are named: then both must be. */
function readMeant(
  input: Shape,
  call: Call,
  set: StackSet,
): {
  readonly targets: readonly InstanceTarget[];
  readonly deploymentTargets?: DeploymentTargets | undefined;
} {
  const regions = readRegions(input, call.world);
  const deploymentTargets = readTargets(input, call, set, 'UPDATE');
  if ((deploymentTargets === undefined) !== (regions.length === 0))
    throw validationError('You must specify both Regions and Accounts or DeploymentTargets, or none of them');
  // [API model, UpdateStackSet, AutoDeployment]: the one excludes the other. The wording was not found.
  if (deploymentTargets && shape(input, 'AutoDeployment'))
    throw validationError('AutoDeployment can not be updated together with DeploymentTargets or Regions');
  const meant = deploymentTargets
    ? targetsThatExist(call.world, set, deploymentTargets, regions)
    : Object.values(set.instances);
  const targets = meant
    .filter((target) => set.instances[instanceKey(target)]?.status !== 'INOPERABLE')
    .map(({ account, region, organizationalUnitId }) => ({
      account,
      region,
      ...(organizationalUnitId === undefined ? {} : { organizationalUnitId }),
    }));
  return { targets, deploymentTargets };
}

/** ManagedExecution can't be changed while operations run or wait ([API model, ManagedExecution]). */
function changeExecution(input: Shape, set: StackSet): void {
  const active = flag(shape(input, 'ManagedExecution') ?? {}, 'Active');
  if (active === undefined || active === set.managedExecution) return;
  if (set.operations.some(isActive)) {
    throw new ServiceError(
      'InvalidOperationException',
      "You cannot modify your StackSet's execution configuration while there are running or queued operations for that StackSet",
    );
  }
  set.managedExecution = active;
}
