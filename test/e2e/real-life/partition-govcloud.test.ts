import { expect } from 'chai';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { all, appliedAgain, applyTo, leftOut, nothingToDo, targetsIn } from '../../support/real-life.js';

const accounts = ['111111111111', '222222222222', '300000000001', '300000000002'];
const regions = ['us-gov-east-1', 'us-gov-west-1'];

describe('An organization in AWS GovCloud (US)', function () {
  this.timeout(60_000);
  let world: CliWorld;
  before(async () => {
    world = await startCliWorld('partition-govcloud');
  });
  after(() => world.stop());

  it('the plan warns that events of the other Region cannot reach the hub, and plans nothing to forward them', async () => {
    const { stdout } = await world.orgsecrets(['plan']);
    expect(stdout).to.contain('us-gov-east-1 is covered, not notified');
    expect(stdout).to.contain('orgsecrets-forward-us-gov-west-1');
    expect(stdout).not.to.contain('orgsecrets-forward-us-gov-east-1');
  });

  it('everything is covered in both Regions, with the partition’s own ARNs', async () => {
    const { exitCode, document } = await applyTo(world);
    expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
    expect(leftOut(document)).to.deep.equal({});
    expect(targetsIn(world.simulator)).to.deep.equal(
      all(accounts.flatMap((account) => regions.map((region) => `${account}/${region}`))),
    );
    expect(document.aggregator.arn).to.match(/^arn:aws-us-gov:config:us-gov-west-1:222222222222:/);
    expect(JSON.stringify(world.simulator.snapshot())).not.to.match(
      /arn:aws:(?!iam::aws:policy|organizations::aws:)/,
    );
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });

  it('Account Management, which the partition does not have, is never called', () => {
    expect(world.simulator.log.filter(({ service }) => service === 'account')).to.deep.equal([]);
  });
});
