import type { Operation } from '../../../kernel/contract.js';
import { list } from '../../../kernel/input.js';
import { validationError } from '../errors.js';
import { deployAccess } from '../stacksets/access.js';
import { findStackSetToOperate } from '../stacksets/find.js';
import { newOperation, readOperationId } from '../stacksets/new-operation.js';
import { enqueue } from '../stacksets/queue.js';
import { readOverrides } from '../stacksets/read-overrides.js';
import { readRegions, readTargets } from '../stacksets/read-targets.js';
import { targetsThatExist } from '../stacksets/resolve-targets.js';
import { instanceKey } from '../stacksets/state.js';

/** Gives existing instances new overrides (an empty list: all of them go; no list: they stay) and updates their stacks. */
export const updateStackInstances: Operation = {
  service: 'cloudformation',
  name: 'UpdateStackInstances',
  mutating: true,
  access: (input, call) => deployAccess('UpdateStackInstances', input, call),
  handle(input, call) {
    const { world } = call;
    const set = findStackSetToOperate(input, call);
    const regions = readRegions(input, world);
    if (regions.length === 0)
      throw validationError(
        "1 validation error detected: Value null at 'regions' failed to satisfy constraint: Member must not be null",
      );
    const deploymentTargets = readTargets(input, call, set, 'UPDATE');
    if (!deploymentTargets)
      throw validationError('You must specify at least one value for either Accounts or DeploymentTargets');
    const targets = targetsThatExist(world, set, deploymentTargets, regions);
    const first = targets[0] && set.instances[instanceKey(targets[0])];
    const overrides =
      list(input, 'ParameterOverrides') === undefined
        ? undefined
        : readOverrides(input, world, set, { ...set.definition.parameters, ...first?.overrides });
    const id = readOperationId(input, call, set);
    enqueue(
      world,
      set,
      newOperation(input, world, set, id, { action: 'UPDATE', targets, deploymentTargets, overrides }),
    );
    return { OperationId: id };
  },
};
