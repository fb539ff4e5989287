import { expect } from 'chai';
import { accounts } from '../../src/app/accounts.js';
import { drift } from '../../src/app/drift.js';
import type { DriftDepth, DriftKind } from '../../src/model/drift.js';
import { accountsDocument } from '../../src/report/json/accounts.js';
import { driftDocument } from '../../src/report/json/drift.js';
import { renderAccounts } from '../../src/report/render-accounts.js';
import { renderDrift } from '../../src/report/render-drift.js';
import { createStyle } from '../../src/report/text/style.js';
import { deleteInstance } from '../support/disturb/stack-sets.js';
import { coverOnce } from '../support/drift-model/covered-world.js';
import type { InProcess } from '../support/in-process.js';

const inShop = { accountId: '333333333333', region: 'us-east-1' };
const style = createStyle({ color: false, width: 200 });

describe('a recorder that was taken away with its instance, where our rules still stand,', function () {
  this.timeout(60_000);
  let world: InProcess;
  before(async () => {
    world = await (await coverOnce('small')).start();
    await deleteInstance(world.simulator, 'orgsecrets-recorder-us-east-1', inShop);
  });
  after(() => world.stop());

  const look = (depth: DriftDepth, only: readonly DriftKind[] = []) =>
    world.with((run) => drift(run, { depth, only, scope: {} }));

  it('is named by drift --depth quick as taken for granted, and found from depth standard on', async () => {
    const quick = await look('quick');
    const { findings, assumed } = driftDocument(quick);
    expect(findings).to.deep.equal([]);
    expect(assumed.map(({ accountId, region }) => ({ accountId, region }))).to.deep.equal([inShop]);
    const text = renderDrift(quick, style);
    expect(text)
      .to.contain('Taken for granted at depth quick (1)')
      .and.to.contain('no instance of StackSet orgsecrets-recorder-us-east-1')
      .and.to.contain('333333333333 (shop)');
    const standard = await look('standard');
    expect([standard.findings.map(({ kind }) => kind), standard.assumed]).to.deep.equal([
      ['instance-missing'],
      [],
    ]);
  });

  it('is no matter of other kinds', async () => {
    expect((await look('quick', ['surplus'])).assumed).to.deep.equal([]);
    expect((await look('quick', ['instance-missing'])).assumed).to.have.lengthOf(1);
  });

  it('is named by accounts as taken for granted, and told as pending with --prove', async () => {
    const view = await world.with((run) => accounts(run));
    const shop = accountsDocument(view).accounts.find(({ accountId }) => accountId === inShop.accountId);
    expect(shop).to.deep.include({ targets: { desired: 2, deployed: 2 }, assumed: [inShop.region] });
    expect(renderAccounts(view, style)).to.contain('Taken for granted (1)').and.to.contain('--prove looks');
    const proved = await world.with((run) => accounts(run, { prove: true }));
    const [found] = proved.accounts.filter(({ accountId }) => accountId === inShop.accountId);
    expect([found?.coverage, found?.assumed]).to.deep.equal(['pending', []]);
  });
});
