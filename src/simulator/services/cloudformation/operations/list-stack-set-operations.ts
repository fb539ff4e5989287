import type { Operation } from '../../../kernel/contract.js';
import { pageOf } from '../paging.js';
import { stackSetAccess } from '../stacksets/access.js';
import { findStackSet } from '../stacksets/find.js';
import { renderOperationSummary } from '../stacksets/render.js';

/** Newest first. */
export const listStackSetOperations: Operation = {
  service: 'cloudformation',
  name: 'ListStackSetOperations',
  mutating: false,
  access: (input, call) => stackSetAccess('ListStackSetOperations', input, call),
  handle(input, call) {
    const set = findStackSet(input, call);
    const { items, nextToken } = pageOf(input, call.world, set.operations.toReversed());
    return { Summaries: items.map(renderOperationSummary), NextToken: nextToken };
  },
};
