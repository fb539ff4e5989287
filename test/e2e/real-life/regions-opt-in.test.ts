import { expect } from 'chai';
import type { Plan } from '../../../src/model/plan.js';
import { regionStatus } from '../../../src/simulator/services/account/state.js';
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

const [management, audit, italia, milano, virginia] = [
  '111111111111',
  '222222222222',
  '300000000001',
  '300000000002',
  '300000000003',
] as const;
const milan = 'eu-south-1';
const home = [management, audit, italia, milano, virginia].map((account) => `${account}/us-east-1`);
const inMilan = (...accounts: readonly string[]) => accounts.map((account) => `${account}/${milan}`);
const withoutManagement =
  'in the management account, without which StackSets reach no other, the Region is not enabled';

describe('Opt-in Regions', function () {
  this.timeout(180_000);
  let world: CliWorld;
  before(async () => {
    world = await startCliWorld('regions-opt-in');
  });
  after(() => world.stop());

  /** Enables or disables eu-south-1 in an account; AWS takes a while. */
  const change = (operation: 'EnableRegion' | 'DisableRegion', account: string) =>
    byHand(world, 'account', operation, {
      RegionName: milan,
      ...(account === management ? {} : { AccountId: account }),
    });
  const settled = async () => world.simulator.clock.sleep(500_000);

  it('a Region is covered in the accounts that have it, and an exclusion in the others; nowhere without the management account', async () => {
    const { exitCode, document } = await applyTo(world);
    expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
    expect(leftOut(document)).to.deep.equal({
      '*/me-south-1': withoutManagement,
      [`${audit}/${milan}`]: 'the Region is not enabled',
      [`${virginia}/${milan}`]: 'the Region is not enabled',
    });
    expect(targetsIn(world.simulator)).to.deep.equal(all([...home, ...inMilan(management, italia, milano)]));
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });

  it('a Region that is being enabled is waited for, and then covered', async () => {
    await change('EnableRegion', virginia);
    const { exitCode, document } = await applyTo(world);
    expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
    expect(regionStatus(world.simulator.world, virginia, milan)).to.equal('ENABLED');
    expect(targetsIn(world.simulator)).to.deep.equal(
      all([...home, ...inMilan(management, italia, milano, virginia)]),
    );
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });

  it('a Region disabled since: its instances cannot be reached, and are forgotten with --allow-destroy; the stacks stay', async () => {
    await change('DisableRegion', italia);
    await settled();
    const { stdout } = await world.orgsecrets(['plan']);
    expect(stdout).to.contain('the stacks stay');
    const refused = await world.orgsecrets(['apply', '--auto-approve']);
    expect(refused.exitCode).to.equal(4);
    expect(instancesOf(world, italia).filter((name) => name.includes(milan))).to.have.length(3);
    const { exitCode, document } = await applyTo(world, '--allow-destroy');
    expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
    expect(leftOut(document)[`${italia}/${milan}`]).to.equal('the Region is not enabled');
    expect(instancesOf(world, italia).filter((name) => name.includes(milan))).to.deep.equal([]);
    expect(targetsIn(world.simulator)).to.deep.equal(
      all([...home, ...inMilan(management, italia, milano, virginia)]),
    );
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });

  it('a Region disabled in the management account can be reached nowhere: all of its instances are forgotten', async () => {
    await change('DisableRegion', management);
    await settled();
    const { document: planned } = await world.json<{ plan: Plan }>(['plan']);
    const removals = planned.plan.actions.filter((action) => action.type === 'delete-instances');
    expect(removals.map(({ retainStacks, destructive }) => retainStacks && destructive)).to.deep.equal(
      removals.map(() => true),
    );
    const { exitCode, document } = await applyTo(world, '--allow-destroy');
    expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
    expect(leftOut(document)[`*/${milan}`]).to.equal(withoutManagement);
    for (const account of [management, milano, virginia])
      expect(instancesOf(world, account).filter((name) => name.includes(milan))).to.deep.equal([]);
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });
});
