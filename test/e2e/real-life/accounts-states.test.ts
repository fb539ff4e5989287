import { expect } from 'chai';
import stringWidth from 'string-width';
import type { Plan } from '../../../src/model/plan.js';
import { organizationOf } from '../../../src/simulator/services/organizations/state.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import {
  all,
  appliedAgain,
  applyTo,
  byHand,
  instancesOf,
  leftOut,
  nothingToDo,
  targetsIn,
} from '../../support/real-life.js';

const active = ['111111111111', '222222222222', '300000000001', '300000000006'];
const closing = '300000000006';
const inactive = {
  '300000000002': 'the account is suspended',
  '300000000003': 'the account is being closed',
  '300000000004': 'the account is closed',
  '300000000005': 'the account is still being set up',
};
const places = (accounts: readonly string[]) =>
  accounts.flatMap((account) => [`${account}/us-east-1`, `${account}/eu-west-1`]);

describe('Accounts in every state', function () {
  this.timeout(120_000);
  let world: CliWorld;
  before(async () => {
    world = await startCliWorld('accounts-states');
  });
  after(() => world.stop());

  it('names with quotes, emoji and wide letters are shown as they are, in lines that fit the width', async () => {
    const { stdout } = await world.orgsecrets(['plan'], { env: { COLUMNS: '100' } });
    expect(stdout).to.contain('300000000001 (Ana "la jefa" 🦄)').and.to.contain('300000000006 (支付 shop)');
    for (const line of stdout.split('\n')) expect(stringWidth(line), line).to.be.at.most(100);
  });

  it('suspended, closed and unfinished accounts are exclusions with their state, and nothing is done in them', async () => {
    const { exitCode, document } = await applyTo(world);
    expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
    expect(leftOut(document)).to.deep.equal(inactive);
    for (const account of Object.keys(inactive)) {
      expect(instancesOf(world, account)).to.deep.equal([]);
      expect(world.simulator.log.filter(({ accountId }) => accountId === account)).to.deep.equal([]);
    }
  });

  it('an account five units deep is covered by its outermost unit; an empty unit is no error', async () => {
    expect(targetsIn(world.simulator)).to.deep.equal(all(places(active)));
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });

  it('an account suspended since the last run is left alone, and covered again at once when it is reinstated', async () => {
    const account = organizationOf(world.simulator.world).accounts[closing];
    if (account) account.state = 'SUSPENDED';
    const before = instancesOf(world, closing);
    const { exitCode, document } = await applyTo(world);
    expect([exitCode, document.outcome, document.calls.mutating]).to.deep.equal([0, 'done', 0]);
    expect(leftOut(document)[closing]).to.equal('the account is suspended');
    expect(instancesOf(world, closing)).to.deep.equal(before);
    if (account) account.state = 'ACTIVE';
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });

  it('an account closed since the last run: its instances are forgotten, its stacks stay where nobody can reach them', async () => {
    await byHand(world, 'organizations', 'CloseAccount', { AccountId: closing });
    await world.simulator.clock.sleep(120_000);
    const { document: planned } = await world.json<{ plan: Plan }>(['plan']);
    const removals = planned.plan.actions.filter((action) => action.type === 'delete-instances');
    expect(removals.map(({ retainStacks }) => retainStacks)).to.deep.equal(removals.map(() => true));
    expect(removals.flatMap(({ targets }) => targets.map(({ accountId }) => accountId))).to.deep.equal(
      removals.map(() => closing),
    );
    const { exitCode, document } = await applyTo(world);
    expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
    expect(leftOut(document)).to.deep.equal({ ...inactive, [closing]: 'the account is closed' });
    expect(instancesOf(world, closing)).to.deep.equal([]);
    expect(targetsIn(world.simulator)).to.deep.equal(all(places(active)));
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });
});
