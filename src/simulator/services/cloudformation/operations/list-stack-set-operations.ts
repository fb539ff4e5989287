import type { Operation } from '../../../kernel/contract.js';
import { integer, text } from '../../../kernel/input.js';
import { page } from '../../../kernel/pages.js';
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
    const { items, nextToken } = page(call.world, set.operations.toReversed(), {
      token: text(input, 'NextToken'),
      limit: integer(input, 'MaxResults', 'ValidationError'),
      defaultSize: 100,
      tokenError: 'ValidationError',
    });
    return { Summaries: items.map(renderOperationSummary), NextToken: nextToken };
  },
};
