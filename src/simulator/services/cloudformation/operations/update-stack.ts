import type { Operation } from '../../../kernel/contract.js';
import { text } from '../../../kernel/input.js';
import { validationError } from '../errors.js';
import { readBody, readCapabilities, readParameters, readTags } from '../request.js';
import { stackAccess } from '../stacks/access.js';
import { beginUpdate, stackCaller } from '../stacks/begin.js';
import { changesAnything } from '../stacks/change.js';
import { findStack } from '../stacks/state.js';
import { acceptTemplate } from '../template/accept.js';
import { templateBody } from '../template/library.js';
import { effectiveParameters } from '../template/parameters.js';
import type { ResourceTypes } from './providers.js';

const UPDATABLE = new Set(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE']);

export function updateStack(types: ResourceTypes): Operation {
  return {
    service: 'cloudformation',
    name: 'UpdateStack',
    mutating: true,
    access: (input, call) => stackAccess('UpdateStack', input, call),
    async handle(input, call) {
      const { world, caller, region } = call;
      const name = text(input, 'StackName') ?? '';
      const stack = findStack(world, caller.accountId, region, name);
      if (!stack) throw validationError(`Stack [${name}] does not exist`);
      if (!UPDATABLE.has(stack.status))
        throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not be updated.`);
      const capabilities = readCapabilities(input);
      const body = readBody(input, true) ?? templateBody(world, stack.template);
      const { digest, template } = acceptTemplate(world, body, types.names, capabilities);
      const parameters = effectiveParameters(template, readParameters(input, stack.parameters));
      const next = { template: digest, parameters, tags: readTags(input) ?? stack.tags, capabilities };
      const roleArn = text(input, 'RoleARN') ?? stack.roleArn;
      const as = await stackCaller(world, caller, region, roleArn, stack.id);
      const run = {
        world,
        providers: types.providers,
        accountId: caller.accountId,
        region,
        stack,
        caller: as,
      };
      if (!changesAnything(run, next)) throw validationError('No updates are to be performed.');
      stack.caller = as;
      if (roleArn !== undefined) stack.roleArn = roleArn;
      beginUpdate(run, next);
      return { StackId: stack.id };
    },
  };
}
