import { ServiceError } from './contract.js';
import type { World } from './contract.js';

export interface PageRequest<T = unknown> {
  readonly token: string | undefined;
  /** What the caller asked for. */
  readonly limit: number | undefined;
  /** How many AWS gives unasked. */
  readonly defaultSize: number;
  /** The most AWS gives. Default: `defaultSize`. */
  readonly maxSize?: number;
  /** The service's error for a token that it did not make. Default `InvalidNextToken`. */
  readonly tokenError?: string;
  /** May an item be on the page that begins with `first`? The first that may not begins the next page. Default: every item. */
  readonly fits?: (first: T, item: T) => boolean;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

/**
 * Cuts one page out of a list that is already in its stable order. The world may shrink every page
 * (`pageSize`), and may put an empty page with a token before the first (`emptyPages`), as AWS is allowed to.
 */
export function page<T>(world: World, all: readonly T[], request: PageRequest<T>): Page<T> {
  const asked = Math.min(request.limit ?? request.defaultSize, request.maxSize ?? request.defaultSize);
  const size = Math.max(1, Math.min(asked, world.paging.size ?? Number.POSITIVE_INFINITY));
  if (request.token === undefined || request.token === '') {
    if (world.paging.emptyPages && all.length > 0) return { items: [], nextToken: encode(0) };
  }
  const start = request.token === undefined || request.token === '' ? 0 : decode(request);
  const full = all.slice(start, start + size);
  const [first] = full;
  const { fits } = request;
  const cut = fits && first !== undefined ? full.findIndex((item) => !fits(first, item)) : -1;
  const items = cut < 0 ? full : full.slice(0, cut);
  const end = start + items.length;
  return { items, nextToken: end < all.length ? encode(end) : undefined };
}

function encode(offset: number): string {
  return Buffer.from(`page:${offset}`, 'utf8').toString('base64');
}

function decode(request: Pick<PageRequest, 'token' | 'tokenError'>): number {
  const match = /^page:(\d+)$/.exec(Buffer.from(request.token ?? '', 'base64').toString('utf8'));
  if (!match)
    throw new ServiceError(request.tokenError ?? 'InvalidNextToken', 'The specified next token is invalid.');
  return Number(match[1]);
}
