import { integer, text } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import { invalid } from './errors.js';
import type { Call, Shape } from '../../kernel/contract.js';

/** A page by Marker and MaxItems: 100 unasked, 1,000 at most (API reference). */
export function cut<T>(
  call: Call,
  input: Shape,
  all: readonly T[],
): { readonly items: readonly T[]; readonly rest: Shape } {
  const limit = integer(input, 'MaxItems', 'ValidationError');
  if (limit !== undefined && (limit < 1 || limit > 1000))
    throw invalid(
      `Value '${limit}' at 'maxItems' failed to satisfy constraint: Member must be between 1 and 1000`,
    );
  const { items, nextToken } = page(call.world, all, {
    token: text(input, 'Marker'),
    limit,
    defaultSize: 100,
    maxSize: 1000,
    tokenError: 'ValidationError',
  });
  return { items, rest: { IsTruncated: nextToken !== undefined, Marker: nextToken } };
}
