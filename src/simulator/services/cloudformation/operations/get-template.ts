import type { Operation } from '../../../kernel/contract.js';
import { text } from '../../../kernel/input.js';
import { validationError } from '../errors.js';
import { stackAccess } from '../stacks/access.js';
import { findStack } from '../stacks/state.js';
import { templateBody } from '../template/library.js';

export const getTemplate: Operation = {
  service: 'cloudformation',
  name: 'GetTemplate',
  mutating: false,
  access: (input, call) => stackAccess('GetTemplate', input, call),
  handle(input, { world, caller, region }) {
    const name = text(input, 'StackName') ?? '';
    const stack = findStack(world, caller.accountId, region, name);
    if (!stack) throw validationError(`Stack with id ${name} does not exist`);
    return { TemplateBody: templateBody(world, stack.template), StagesAvailable: ['Original', 'Processed'] };
  },
};
