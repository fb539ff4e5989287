import type { Operation } from '../../../kernel/contract.js';
import { text, texts } from '../../../kernel/input.js';
import { validationError } from '../errors.js';
import { pageOf } from '../paging.js';
import { stackAccess } from '../stacks/access.js';
import { renderDrift } from '../stacks/render-drift.js';
import { findStack } from '../stacks/state.js';

/** Resources that were never checked, or can't be, are left out ([API], DescribeStackResourceDrifts). */
export const describeStackResourceDrifts: Operation = {
  service: 'cloudformation',
  name: 'DescribeStackResourceDrifts',
  mutating: false,
  access: (input, call) => stackAccess('DescribeStackResourceDrifts', input, call),
  handle(input, { world, caller, region }) {
    const name = text(input, 'StackName') ?? '';
    const stack = findStack(world, caller.accountId, region, name);
    if (!stack) throw validationError(`Stack with id ${name} does not exist`);
    const wanted = texts(input, 'StackResourceDriftStatusFilters') ?? [];
    const found = Object.entries(stack.resources).flatMap(([id, resource]) =>
      resource.drift && (wanted.length === 0 || wanted.includes(resource.drift.status))
        ? [renderDrift(stack, id, resource, resource.drift)]
        : [],
    );
    const { items, nextToken } = pageOf(input, world, found);
    return { StackResourceDrifts: items, NextToken: nextToken };
  },
};
