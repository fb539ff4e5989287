import { expect } from 'chai';
import { startWorld } from '../support/in-process.js';
import { besideBudget, join, larger, type ByOperation } from '../support/joining.js';

const joining = '300000000004';
const regions = ['us-east-1', 'eu-west-1', 'eu-central-1'];

/** The calls of an apply for an account that has joined an organization that was covered before. */
async function callsOf(more: number, count: number): Promise<ByOperation> {
  const chosen = regions.slice(0, count).join(', ');
  const world = await startWorld('accounts-moves', (text) =>
    larger.world(text, more).replace(/^regions: .*$/m, `regions: [${regions.join(', ')}]`),
  );
  world.editOrg((text) => larger.org(text).replace(/ {2}include: .*/, `  include: [${chosen}]`));
  try {
    expect((await world.apply()).outcome.outcome).to.equal('done');
    await join(world, joining, 'Test');
    const { outcome, calls } = await world.apply({ scope: { accounts: new Set([joining]) } });
    expect([outcome.outcome, outcome.coverage.rules.verified]).to.deep.equal(['done', count]);
    return calls.byOperation;
  } finally {
    await world.stop();
  }
}

describe('what an apply for one account costs', function () {
  this.timeout(120_000);
  let inTwo: ByOperation;
  before(async () => {
    inTwo = await callsOf(1, 2);
  });

  it('is its budget, call for call', () => {
    const [made, budget] = besideBudget(inTwo, { accountsRead: 3, unitsAbove: 3, stackSets: 17, regions: 2 });
    expect(made).to.deep.equal(budget);
  });

  it('is the same in a larger organization', async () => {
    expect(await callsOf(30, 2)).to.deep.equal(inTwo);
  });

  it('grows by the same with each Region more', async () => {
    const [one, two, three] = [await callsOf(1, 1), inTwo, await callsOf(1, 3)].map((calls) =>
      Object.values(calls).reduce((sum, own) => sum + own, 0),
    );
    expect(two).to.be.above(one ?? 0);
    expect((three ?? 0) - (two ?? 0)).to.equal((two ?? 0) - (one ?? 0));
  });
});
