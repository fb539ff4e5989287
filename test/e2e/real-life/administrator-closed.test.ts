import { expect } from 'chai';
import { organizationOf } from '../../../src/simulator/services/organizations/state.js';
import { byHand, instancesOf, targetsIn } from '../../support/real-life.js';
import { stepsOf } from '../../support/steps.js';
import {
  audit,
  billing,
  lab,
  management,
  security,
  shop,
  startChangingOrg,
  type ChangingOrg,
} from './changing-org.js';

describe('Nobody can enter the administrator account any more', function () {
  this.timeout(300_000);
  let org: ChangingOrg;
  const renamed = () => org.change("accountId: '222222222222'", "accountId: '222222222223'");
  const destroyed = async () => {
    const { exitCode, stderr } = await org.world.orgsecrets(['destroy', '--auto-approve']);
    expect(exitCode, stderr).to.equal(0);
    const places = [management, audit, security, shop, billing, lab];
    expect(places.flatMap((account) => instancesOf(org.world, account))).to.deep.equal([]);
  };

  beforeEach(async () => {
    org = await startChangingOrg();
  });
  afterEach(async () => {
    expect(org.changedForeign()).to.deep.equal([]);
    await org.world.stop();
  });

  it('closed: the org.yaml has to name another, which takes over; the old hub is let go of and told as left behind; destroy works', async () => {
    await byHand(org.world, 'organizations', 'CloseAccount', { AccountId: audit });
    await org.world.simulator.clock.sleep(120_000);
    const refused = await org.world.orgsecrets(['plan']);
    expect(refused.exitCode).to.equal(3);
    const said = refused.stderr.replaceAll(/\s+/g, ' ');
    expect(said).to.contain('the account is closed').and.to.contain('Name another account');

    renamed();
    const begun = org.world.simulator.log.length;
    const planned = await org.plan();
    expect(stepsOf(planned)).to.include.members([
      `delete-instances hub: ${audit} in us-east-1`,
      `create-instances hub: ${security} in us-east-1`,
      'put-aggregator orgsecrets',
    ]);
    expect(stepsOf(planned).filter((step) => step.startsWith('!'))).to.deep.equal([]);
    const warned = planned.warnings.join('\n');
    expect(warned).to.contain(`The hub in ${audit}, us-east-1 is left behind with its aggregator`);
    expect(warned).to.contain(`orgsecrets-config-${audit}-us-east-1 is in an account that is not active`);
    const { document } = await org.run();
    expect(document.aggregator).to.include({ accountId: security, status: 'succeeded' });
    expect(instancesOf(org.world, audit)).to.deep.equal([]);
    expect((await org.plan()).warnings.join('\n')).not.to.contain(audit);
    const inside = org.world.simulator.log.slice(begun).filter(({ accountId }) => accountId === audit);
    expect(inside, 'calls in the closed account').to.deep.equal([]);
    await destroyed();
  });

  it('suspended: destroy takes away all the rest, and the stacks there are let go of', async () => {
    organizationOf(org.world.simulator.world).accounts[audit]!.state = 'SUSPENDED';
    const before = targetsIn(org.world.simulator)[`${audit}/us-east-1`];
    renamed();
    await destroyed();
    expect(targetsIn(org.world.simulator)[`${audit}/us-east-1`]).to.equal(before);
  });

  it('suspended: another takes over, and the old hub is let go of even where the next one is the same in all else', async () => {
    org.change('regions:', 'delivery:\n  bucket: their-bucket\nregions:');
    await org.run();
    organizationOf(org.world.simulator.world).accounts[audit]!.state = 'SUSPENDED';
    renamed();
    const { document } = await org.run();
    expect(document.aggregator).to.include({ accountId: security, status: 'succeeded' });
    expect(instancesOf(org.world, audit)).not.to.include('orgsecrets-hub us-east-1');
  });
});
