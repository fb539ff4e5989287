import { ServiceError } from '../../../kernel/contract.js';
import type { Operation, Shape } from '../../../kernel/contract.js';
import { flag, shape, text } from '../../../kernel/input.js';
import { validationError } from '../errors.js';
import { readName } from '../request.js';
import { deployAccess } from '../stacksets/access.js';
import { administratorAccount, checkServiceManaged, readCallAs } from '../stacksets/find.js';
import { readDefinition } from '../stacksets/read-definition.js';
import { stackSetsSlot } from '../stacksets/state.js';
import type { PermissionModel, StackSet } from '../stacksets/state.js';
import { quotaValue } from '../../servicequotas/state.js';
import type { ResourceTypes } from './providers.js';

export function createStackSet(types: ResourceTypes): Operation {
  return {
    service: 'cloudformation',
    name: 'CreateStackSet',
    mutating: true,
    access: (input, call) => deployAccess('CreateStackSet', input, call),
    handle(input, call) {
      const { world, region } = call;
      const name = readName(input, 'StackSetName');
      const model = readModel(input);
      const accountId = administratorAccount(input, call);
      if (model === 'SERVICE_MANAGED') checkServiceManaged(input, call);
      else if (readCallAs(input) !== 'SELF')
        throw validationError(
          'CallAs DELEGATED_ADMIN is not supported for stack sets with SELF_MANAGED permission model',
        );
      const definition = readDefinition(input, call, model, types.names);
      const sets = world.state(stackSetsSlot, accountId, region);
      const living = Object.values(sets).filter(({ status }) => status === 'ACTIVE');
      const token = text(input, 'ClientRequestToken');
      const existing = living.find((set) => set.name === name);
      if (existing) {
        if (token === undefined || existing.clientRequestToken !== token)
          throw new ServiceError('NameAlreadyExistsException', `StackSet ${name} already exists`, {
            status: 409,
          });
        if (existing.modified)
          throw new ServiceError(
            'CreatedButModifiedException',
            'The specified resource exists, but has been changed.',
            { status: 409 },
          );
        return { StackSetId: existing.id };
      }
      const most = quotaValue(
        world,
        accountId,
        region,
        'cloudformation',
        'Stack sets per administrator account',
      );
      if (living.length >= most)
        throw new ServiceError('LimitExceededException', `You have reached the limit of ${most} stack sets`);
      const id = `${name}:${world.random.uuid()}`;
      const set: StackSet = {
        id,
        name,
        accountId,
        region,
        definition,
        arn: `arn:${world.partition}:cloudformation:${region}:${accountId}:stackset/${id}`,
        status: 'ACTIVE',
        permissionModel: model,
        managedExecution: flag(shape(input, 'ManagedExecution') ?? {}, 'Active') === true,
        modified: false,
        targets: {},
        instances: {},
        operations: [],
        ...(token === undefined ? {} : { clientRequestToken: token }),
      };
      sets[id] = set;
      return { StackSetId: id };
    },
  };
}

function readModel(input: Shape): PermissionModel {
  const model = text(input, 'PermissionModel') ?? 'SELF_MANAGED';
  if (model === 'SELF_MANAGED' || model === 'SERVICE_MANAGED') return model;
  throw validationError(
    `1 validation error detected: Value '${model}' at 'permissionModel' failed to satisfy constraint: Member must satisfy enum value set: [SERVICE_MANAGED, SELF_MANAGED]`,
  );
}
