import type { Shape, World } from '../../kernel/contract.js';
import { integer, text } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import type { Page } from '../../kernel/pages.js';
import { validationError } from './errors.js';

const MOST = 100;

/** The page of a list that a request asks for: at most 100 items, and 100 where it does not say ([API], MaxResults). */
export function pageOf<T>(input: Shape, world: World, all: readonly T[]): Page<T> {
  const limit = integer(input, 'MaxResults', 'ValidationError');
  if (limit !== undefined && (limit < 1 || limit > MOST)) {
    const bound = limit < 1 ? 'greater than or equal to 1' : `less than or equal to ${MOST}`;
    throw validationError(
      `1 validation error detected: Value '${limit}' at 'maxResults' failed to satisfy constraint: Member must have value ${bound}`,
    );
  }
  return page(world, all, {
    token: text(input, 'NextToken'),
    limit,
    defaultSize: MOST,
    tokenError: 'ValidationError',
  });
}
