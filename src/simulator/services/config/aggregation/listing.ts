import { createHash } from 'node:crypto';
import { ServiceError } from '../../../kernel/contract.js';
import type { World } from '../../../kernel/contract.js';
import { page } from '../../../kernel/pages.js';
import type { Page, PageRequest } from '../../../kernel/pages.js';
import { recentOf } from './recent.js';

/** Lists of which somebody reads the pages: more at a time are made again for each of their pages. */
const kept = recentOf<readonly unknown[]>(16);

/**
 * Cuts one page out of a list that is expensive to make: it is made for the first page and kept until its last one, so that
 * a further page costs no more than what is on it. A token is good for the same request alone.
 * @param request what the list depends on
 * @returns the page, and the whole that it is of
 * @throws ServiceError InvalidNextTokenException
 */
export function pageOfMade<T>(
  world: World,
  request: unknown,
  make: () => readonly T[],
  { token = '', ...size }: PageRequest<T>,
): Page<T> & { readonly all: readonly T[] } {
  const key = createHash('sha256').update(JSON.stringify(request)).digest('base64url').slice(0, 22);
  const [of, inner] = token === '' ? [key, undefined] : token.split('.');
  if (of !== key) throw new ServiceError('InvalidNextTokenException', 'The nextToken provided is invalid');
  const known = inner === undefined ? undefined : (kept(world).get(key) as readonly T[] | undefined);
  const all = known ?? make();
  const cut = page(world, all, { ...size, token: inner, tokenError: 'InvalidNextTokenException' });
  if (cut.nextToken === undefined) {
    kept(world).delete(key);
    return { ...cut, all };
  }
  kept(world).set(key, all);
  return { items: cut.items, nextToken: `${key}.${cut.nextToken}`, all };
}
