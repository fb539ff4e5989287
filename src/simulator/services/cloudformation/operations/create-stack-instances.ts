import { ServiceError } from '../../../kernel/contract.js';
import type { Operation } from '../../../kernel/contract.js';
import { list } from '../../../kernel/input.js';
import { validationError } from '../errors.js';
import { quotaValue } from '../../servicequotas/state.js';
import { deployAccess } from '../stacksets/access.js';
import { findStackSetToOperate } from '../stacksets/find.js';
import { newOperation, readOperationId } from '../stacksets/new-operation.js';
import { enqueue } from '../stacksets/queue.js';
import { readOverrides } from '../stacksets/read-overrides.js';
import { readRegions, readTargets } from '../stacksets/read-targets.js';
import { targetsToCreate } from '../stacksets/resolve-targets.js';
import { instanceKey } from '../stacksets/state.js';

/** Creates instances where there are none and tries the OUTDATED ones again; an instance that is CURRENT is left as it is. */
export const createStackInstances: Operation = {
  service: 'cloudformation',
  name: 'CreateStackInstances',
  mutating: true,
  access: (input, call) => deployAccess('CreateStackInstances', input, call),
  handle(input, call) {
    const { world } = call;
    const set = findStackSetToOperate(input, call);
    const regions = readRegions(input, world);
    if (regions.length === 0)
      throw validationError(
        "1 validation error detected: Value null at 'regions' failed to satisfy constraint: Member must not be null",
      );
    const deploymentTargets = readTargets(input, call, set, 'CREATE');
    if (!deploymentTargets)
      throw validationError('You must specify at least one value for either Accounts or DeploymentTargets');
    const overrides =
      list(input, 'ParameterOverrides') === undefined ? undefined : readOverrides(input, world, set, {});
    const targets = targetsToCreate(world, set, deploymentTargets, regions);
    const id = readOperationId(input, call, set);
    const operation = newOperation(input, world, set, id, {
      action: 'CREATE',
      targets,
      deploymentTargets,
      overrides,
    });
    const added = targets.filter((target) => !(instanceKey(target) in set.instances));
    const most = quotaValue(
      world,
      set.accountId,
      set.region,
      'cloudformation',
      'Stack instances per stack set',
    );
    if (Object.keys(set.instances).length + added.length > most)
      throw new ServiceError(
        'LimitExceededException',
        `You can have at most ${most} stack instances per stack set`,
      );
    for (const target of added) {
      set.instances[instanceKey(target)] = {
        ...target,
        status: 'OUTDATED',
        detailedStatus: 'PENDING',
        overrides: overrides ?? {},
        lastOperationId: id,
      };
    }
    for (const unit of deploymentTargets.organizationalUnitIds)
      set.targets[unit] = [...new Set([...(set.targets[unit] ?? []), ...regions])];
    enqueue(world, set, operation);
    return { OperationId: id };
  },
};
