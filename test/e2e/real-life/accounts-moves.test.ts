import { expect } from 'chai';
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

const [shop, payments, sandbox, elsewhere] = [
  '300000000001',
  '300000000002',
  '300000000003',
  '300000000004',
] as const;
const always = ['111111111111', '222222222222'];
const places = (...accounts: readonly string[]) =>
  [...always, ...accounts].flatMap((account) => [`${account}/eu-west-1`, `${account}/us-east-1`]);
const ours = [
  'forward-eu-west-1 eu-west-1',
  'forward-us-east-1 us-east-1',
  'member us-east-1',
  'recorder-eu-west-1 eu-west-1',
  'recorder-us-east-1 us-east-1',
  'rules-eu-west-1 eu-west-1',
  'rules-us-east-1 us-east-1',
  'slr us-east-1',
].map((name) => `orgsecrets-${name}`);

describe('Accounts that move', function () {
  this.timeout(180_000);
  let world: CliWorld;
  before(async () => {
    world = await startCliWorld('accounts-moves');
  });
  after(() => world.stop());

  /** Moves an account, and lets AWS's auto-deployment follow. */
  async function move(account: string, name: string): Promise<void> {
    const organization = organizationOf(world.simulator.world);
    const unit = Object.values(organization.organizationalUnits).find((one) => one.name === name);
    await byHand(world, 'organizations', 'MoveAccount', {
      AccountId: account,
      SourceParentId: organization.accounts[account]?.parentId,
      DestinationParentId: unit?.id,
    });
    await world.simulator.clock.sleep(60_000);
  }

  it('an account excluded inside a covered unit stays untouched, and the plan warns of what auto-deployment would do', async () => {
    const { document: planned } = await world.json<{ plan: Plan }>(['plan']);
    expect(planned.plan.warnings.join()).to.contain(`${sandbox} is excluded inside a covered unit`);
    const { exitCode, document } = await applyTo(world);
    expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
    expect(leftOut(document)).to.deep.equal({
      [sandbox]: 'sandbox, rebuilt every night',
      [elsewhere]: 'outside the covered organizational units',
    });
    expect(targetsIn(world.simulator)).to.deep.equal(all(places(shop, payments)));
    expect(instancesOf(world, sandbox)).to.deep.equal([]);
  });

  it('auto-deployment of recorders and rules is refused while an account is excluded inside a covered unit', async () => {
    world.editOrg((text) => `${text}  autoDeployment: all\n`);
    const { exitCode, stderr } = await world.orgsecrets(['plan']);
    world.editOrg((text) => text.replace('  autoDeployment: all\n', ''));
    expect(exitCode).to.equal(3);
    expect(stderr.replaceAll(/\s+/g, ' ')).to.contain(
      `would reach excluded accounts inside the covered units: ${sandbox}`,
    );
  });

  it('an account moved to another covered unit stays covered; what AWS took away on the move is made again', async () => {
    await move(shop, 'Prod');
    const { exitCode, document } = await applyTo(world);
    expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
    expect(targetsIn(world.simulator)).to.deep.equal(all(places(shop, payments)));
    expect(instancesOf(world, shop)).to.deep.equal(ours);
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });

  it('an account moved into a covered unit gets the member stack from AWS and everything else from the next run', async () => {
    await move(elsewhere, 'Test');
    expect(instancesOf(world, elsewhere)).to.deep.equal(['orgsecrets-member us-east-1']);
    const { exitCode, document } = await applyTo(world);
    expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
    expect(targetsIn(world.simulator)).to.deep.equal(all(places(shop, payments, elsewhere)));
  });

  it('an account that leaves the covered units keeps its stacks until --allow-destroy takes them away', async () => {
    await move(payments, 'Outside');
    const refused = await world.orgsecrets(['apply', '--auto-approve']);
    expect(refused.exitCode).to.equal(4);
    expect(refused.stderr).to.contain('--allow-destroy');
    const { exitCode, document } = await applyTo(world, '--allow-destroy');
    expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
    expect(targetsIn(world.simulator)).to.deep.equal(all(places(shop, elsewhere)));
    expect(instancesOf(world, payments)).to.deep.equal([]);
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });

  it('an account that comes back is covered again', async () => {
    await move(payments, 'Prod');
    const { exitCode, document } = await applyTo(world);
    expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
    expect(targetsIn(world.simulator)).to.deep.equal(all(places(shop, payments, elsewhere)));
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });
});
