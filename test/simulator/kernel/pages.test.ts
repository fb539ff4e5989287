import { ListAccountsCommand, paginateListAccounts } from '@aws-sdk/client-organizations';
import { expect } from 'chai';
import fc from 'fast-check';
import type { World } from '../../../src/simulator/kernel/contract.js';
import { page } from '../../../src/simulator/kernel/pages.js';
import { clients, errorOf, simulate } from './support/simulator.js';

/** Walks all pages; answers their items, page by page. */
function walk(
  paging: World['paging'],
  all: readonly number[],
  request: { limit?: number; defaultSize: number; maxSize?: number },
): readonly (readonly number[])[] {
  const pages: (readonly number[])[] = [];
  let token: string | undefined;
  do {
    const { items, nextToken } = page({ paging } as World, all, { limit: undefined, ...request, token });
    pages.push(items);
    token = nextToken;
  } while (token !== undefined);
  return pages;
}

describe('simulator: pages', () => {
  it('lose nothing, repeat nothing and keep the order, whatever their size', () => {
    const size = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(
        fc.nat(100),
        size,
        fc.option(size, { nil: undefined }),
        fc.option(size, { nil: undefined }),
        fc.boolean(),
        (length, defaultSize, limit, worldSize, emptyPages) => {
          const all = Array.from({ length }, (_, index) => index);
          const paging = { emptyPages, ...(worldSize === undefined ? {} : { size: worldSize }) };
          const pages = walk(paging, all, {
            defaultSize,
            maxSize: 20,
            ...(limit === undefined ? {} : { limit }),
          });
          expect(pages.flat()).to.deep.equal(all);
          const most = Math.min(limit ?? defaultSize, 20, worldSize ?? 20);
          expect(pages.every((items) => items.length <= most)).to.equal(true);
          if (emptyPages && length > 0) expect(pages[0]).to.deep.equal([]);
        },
      ),
    );
  });

  it('are small and start empty for the SDK when the world says so', async () => {
    const simulator = await simulate('pageSize: 1\nemptyPages: true\n');
    const { organizations } = clients(simulator);
    const counts: number[] = [];
    for await (const { Accounts } of paginateListAccounts({ client: organizations }, {}))
      counts.push(Accounts?.length ?? 0);
    expect(counts).to.deep.equal([0, 1, 1, 1, 1]);
    expect(
      (await errorOf(organizations.send(new ListAccountsCommand({ NextToken: 'made up' })))).name,
    ).to.equal('InvalidInputException');
    await simulator.stop();
  });
});
