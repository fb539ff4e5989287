import type { Operation } from '../../../kernel/contract.js';
import { flag } from '../../../kernel/input.js';
import { validationError } from '../errors.js';
import { deployAccess } from '../stacksets/access.js';
import { findStackSetToOperate } from '../stacksets/find.js';
import { newOperation, readOperationId } from '../stacksets/new-operation.js';
import { enqueue } from '../stacksets/queue.js';
import { readRegions, readTargets } from '../stacksets/read-targets.js';
import { targetsThatExist } from '../stacksets/resolve-targets.js';

export const deleteStackInstances: Operation = {
  service: 'cloudformation',
  name: 'DeleteStackInstances',
  mutating: true,
  access: (input, call) => deployAccess('DeleteStackInstances', input, call),
  handle(input, call) {
    const { world } = call;
    const set = findStackSetToOperate(input, call);
    const retainStacks = flag(input, 'RetainStacks', 'ValidationError');
    if (retainStacks === undefined)
      throw validationError(
        "1 validation error detected: Value null at 'retainStacks' failed to satisfy constraint: Member must not be null",
      );
    const regions = readRegions(input, world);
    if (regions.length === 0)
      throw validationError(
        "1 validation error detected: Value null at 'regions' failed to satisfy constraint: Member must not be null",
      );
    const deploymentTargets = readTargets(input, call, set, 'DELETE');
    if (!deploymentTargets)
      throw validationError('You must specify at least one value for either Accounts or DeploymentTargets');
    const targets = targetsThatExist(world, set, deploymentTargets, regions);
    const id = readOperationId(input, call, set);
    const operation = newOperation(input, world, set, id, {
      action: 'DELETE',
      targets,
      deploymentTargets,
      retainStacks,
    });
    // A whole OU leaves auto-deployment with its instances; accounts named one by one leave it where it was (assumed).
    if (deploymentTargets.accounts.length === 0) {
      for (const unit of deploymentTargets.organizationalUnitIds) {
        const left = (set.targets[unit] ?? []).filter((region) => !regions.includes(region));
        if (left.length > 0) set.targets[unit] = left;
        else delete set.targets[unit];
      }
    }
    enqueue(world, set, operation);
    return { OperationId: id };
  },
};
