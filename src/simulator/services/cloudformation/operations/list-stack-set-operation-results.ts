import type { Operation } from '../../../kernel/contract.js';
import { shapes, text } from '../../../kernel/input.js';
import { validationError } from '../errors.js';
import { pageOf } from '../paging.js';
import { stackSetAccess } from '../stacksets/access.js';
import { findOperation } from '../stacksets/find-operation.js';
import { findStackSet } from '../stacksets/find.js';
import { renderResult } from '../stacksets/render.js';

export const listStackSetOperationResults: Operation = {
  service: 'cloudformation',
  name: 'ListStackSetOperationResults',
  mutating: false,
  access: (input, call) => stackSetAccess('ListStackSetOperationResults', input, call),
  handle(input, call) {
    const set = findStackSet(input, call);
    const operation = findOperation(input, set);
    const filters = shapes(input, 'Filters') ?? [];
    if (filters.length > 1)
      throw validationError(
        "1 validation error detected: Value at 'filters' failed to satisfy constraint: Member must have length less than or equal to 1",
      );
    const [filter] = filters;
    if (filter && text(filter, 'Name') !== 'OPERATION_RESULT_STATUS')
      throw validationError(
        "1 validation error detected: Value at 'filters.1.member.name' failed to satisfy constraint: Member must satisfy enum value set: [OPERATION_RESULT_STATUS]",
      );
    const wanted = filter && text(filter, 'Values');
    const results = Object.values(operation.results).filter(
      ({ status }) => wanted === undefined || status === wanted,
    );
    const { items, nextToken } = pageOf(input, call.world, results);
    return { Summaries: items.map(renderResult), NextToken: nextToken };
  },
};
