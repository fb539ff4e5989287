import type { Operation } from '../../../kernel/contract.js';
import { text } from '../../../kernel/input.js';
import { validationError } from '../errors.js';
import { pageOf } from '../paging.js';
import { stackAccess } from '../stacks/access.js';
import { renderEvent } from '../stacks/render.js';
import { findStack } from '../stacks/state.js';

/** Newest first. */
export const describeStackEvents: Operation = {
  service: 'cloudformation',
  name: 'DescribeStackEvents',
  mutating: false,
  access: (input, call) => stackAccess('DescribeStackEvents', input, call),
  handle(input, { world, caller, region }) {
    const name = text(input, 'StackName') ?? '';
    const stack = findStack(world, caller.accountId, region, name);
    if (!stack) throw validationError(`Stack [${name}] does not exist`);
    const { items, nextToken } = pageOf(input, world, stack.events.toReversed());
    return { StackEvents: items.map((event) => renderEvent(stack, event)), NextToken: nextToken };
  },
};
