import type { Operation } from '../../../kernel/contract.js';
import { text } from '../../../kernel/input.js';
import { validationError } from '../errors.js';
import { pageOf } from '../paging.js';
import { stackAccess } from '../stacks/access.js';
import { renderStack } from '../stacks/render.js';
import { findStack, stacksSlot } from '../stacks/state.js';

/** Deleted stacks are found by id alone. */
export const describeStacks: Operation = {
  service: 'cloudformation',
  name: 'DescribeStacks',
  mutating: false,
  access: (input, call) => stackAccess('DescribeStacks', input, call),
  handle(input, { world, caller, region }) {
    const name = text(input, 'StackName');
    if (name !== undefined) {
      const stack = findStack(world, caller.accountId, region, name);
      if (!stack) throw validationError(`Stack with id ${name} does not exist`);
      return { Stacks: [renderStack(world, stack)] };
    }
    const living = Object.values(world.state(stacksSlot, caller.accountId, region).byId).filter(
      ({ status }) => status !== 'DELETE_COMPLETE',
    );
    const { items, nextToken } = pageOf(input, world, living);
    return { Stacks: items.map((stack) => renderStack(world, stack)), NextToken: nextToken };
  },
};
