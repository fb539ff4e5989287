import { ServiceError } from '../../../kernel/contract.js';
import type { Operation } from '../../../kernel/contract.js';
import { flag, text } from '../../../kernel/input.js';
import { readBody, readCapabilities, readName, readParameters, readTags } from '../request.js';
import { stackAccess } from '../stacks/access.js';
import { beginCreate, stackCaller } from '../stacks/begin.js';
import { findStack, stackArn, stacksSlot } from '../stacks/state.js';
import type { Stack } from '../stacks/state.js';
import { stackScope } from '../stacks/run.js';
import { acceptTemplate } from '../template/accept.js';
import { effectiveParameters } from '../template/parameters.js';
import type { ResourceTypes } from './providers.js';

export function createStack(types: ResourceTypes): Operation {
  return {
    service: 'cloudformation',
    name: 'CreateStack',
    mutating: true,
    access: (input, call) => stackAccess('CreateStack', input, call),
    async handle(input, call) {
      const { world, caller, region } = call;
      const { accountId } = caller;
      const name = readName(input, 'StackName');
      const capabilities = readCapabilities(input);
      const { digest, template } = acceptTemplate(
        world,
        readBody(input, false) ?? '',
        types.names,
        capabilities,
      );
      const parameters = effectiveParameters(template, readParameters(input, {}));
      const token = text(input, 'ClientRequestToken');
      const existing = findStack(world, accountId, region, name);
      if (existing) {
        if (token !== undefined && existing.clientRequestToken === token) return { StackId: existing.id };
        throw new ServiceError('AlreadyExistsException', `Stack [${name}] already exists`);
      }
      const id = stackArn(world, region, accountId, name, world.random.uuid());
      const roleArn = text(input, 'RoleARN');
      const stack: Stack = {
        id,
        name,
        template: digest,
        parameters,
        capabilities,
        tags: readTags(input) ?? [],
        status: 'CREATE_IN_PROGRESS',
        createdAt: world.clock.now(),
        resources: {},
        outputs: [],
        events: [],
        caller: await stackCaller(world, caller, region, roleArn, id),
        disableRollback: flag(input, 'DisableRollback') === true || text(input, 'OnFailure') === 'DO_NOTHING',
        terminationProtection: flag(input, 'EnableTerminationProtection') === true,
        ...(roleArn === undefined ? {} : { roleArn }),
        ...(token === undefined ? {} : { clientRequestToken: token }),
      };
      const run = { world, providers: types.providers, accountId, region, stack, caller: stack.caller };
      stackScope(run, template, parameters);
      const stacks = world.state(stacksSlot, accountId, region);
      stacks.byId[id] = stack;
      stacks.named[name] = id;
      beginCreate(run);
      return { StackId: id };
    },
  };
}
