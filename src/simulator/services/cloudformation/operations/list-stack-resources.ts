import type { Operation } from '../../../kernel/contract.js';
import { text } from '../../../kernel/input.js';
import { validationError } from '../errors.js';
import { pageOf } from '../paging.js';
import { stackAccess } from '../stacks/access.js';
import { renderResource } from '../stacks/render.js';
import { findStack } from '../stacks/state.js';

export const listStackResources: Operation = {
  service: 'cloudformation',
  name: 'ListStackResources',
  mutating: false,
  access: (input, call) => stackAccess('ListStackResources', input, call),
  handle(input, { world, caller, region }) {
    const name = text(input, 'StackName') ?? '';
    const stack = findStack(world, caller.accountId, region, name);
    if (!stack) throw validationError(`Stack with id ${name} does not exist`);
    const { items, nextToken } = pageOf(input, world, Object.entries(stack.resources));
    return {
      StackResourceSummaries: items.map(([logicalId, resource]) => renderResource(logicalId, resource)),
      NextToken: nextToken,
    };
  },
};
