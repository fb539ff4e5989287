import type { Shape } from './contract.js';
import { list, text } from './input.js';

/**
 * Everything that a list answers, for a service that calls another one: a page may be empty with a token.
 * @param ask calls the list, with the members that name the page
 * @param item the member that holds the items
 * @param tokens how the token is called in the answer and in the request
 */
export async function allPages(
  ask: (page: Shape) => Promise<Shape>,
  item: string,
  tokens: { readonly answer: string; readonly request: string } = {
    answer: 'NextToken',
    request: 'NextToken',
  },
): Promise<readonly unknown[]> {
  const items: unknown[] = [];
  let page: Shape = {};
  for (;;) {
    const answer = await ask(page);
    items.push(...(list(answer, item) ?? []));
    const token = text(answer, tokens.answer);
    if (token === undefined) return items;
    page = { [tokens.request]: token };
  }
}
