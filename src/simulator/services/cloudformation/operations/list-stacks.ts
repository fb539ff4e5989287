import type { Operation } from '../../../kernel/contract.js';
import { texts } from '../../../kernel/input.js';
import { pageOf } from '../paging.js';
import { renderSummary } from '../stacks/render.js';
import { stacksSlot } from '../stacks/state.js';

/** Newest first; deleted stacks too, unless the filter leaves them out. */
export const listStacks: Operation = {
  service: 'cloudformation',
  name: 'ListStacks',
  mutating: false,
  handle(input, { world, caller, region }) {
    const wanted = texts(input, 'StackStatusFilter') ?? [];
    const stacks = Object.values(world.state(stacksSlot, caller.accountId, region).byId)
      .filter(({ status }) => wanted.length === 0 || wanted.includes(status))
      .reverse();
    const { items, nextToken } = pageOf(input, world, stacks);
    return { StackSummaries: items.map((stack) => renderSummary(world, stack)), NextToken: nextToken };
  },
};
