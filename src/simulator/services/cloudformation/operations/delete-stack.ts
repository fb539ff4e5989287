import type { Operation } from '../../../kernel/contract.js';
import { text, texts } from '../../../kernel/input.js';
import { validationError } from '../errors.js';
import { stackAccess } from '../stacks/access.js';
import { beginDelete, stackCaller } from '../stacks/begin.js';
import { findStack } from '../stacks/state.js';
import type { ResourceTypes } from './providers.js';

/** Deleting a stack that does not exist, or is gone, succeeds. */
export function deleteStack(types: ResourceTypes): Operation {
  return {
    service: 'cloudformation',
    name: 'DeleteStack',
    mutating: true,
    access: (input, call) => stackAccess('DeleteStack', input, call),
    async handle(input, call) {
      const { world, caller, region } = call;
      const stack = findStack(world, caller.accountId, region, text(input, 'StackName') ?? '');
      if (!stack || stack.status === 'DELETE_COMPLETE') return {};
      if (stack.terminationProtection)
        throw validationError(
          `Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`,
        );
      const retain = texts(input, 'RetainResources') ?? [];
      if (retain.length > 0 && stack.status !== 'DELETE_FAILED') {
        throw validationError(
          'Invalid operation on stack [' +
            stack.id +
            ']. RetainResources is only valid for stacks in DELETE_FAILED state',
        );
      }
      const as = await stackCaller(world, caller, region, text(input, 'RoleARN') ?? stack.roleArn, stack.id);
      beginDelete(
        { world, providers: types.providers, accountId: caller.accountId, region, stack, caller: as },
        retain,
      );
      return {};
    },
  };
}
