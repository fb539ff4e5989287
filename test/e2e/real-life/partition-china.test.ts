import { expect } from 'chai';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { all, appliedAgain, applyTo, leftOut, nothingToDo, targetsIn } from '../../support/real-life.js';

const accounts = ['111111111111', '222222222222', '300000000001', '300000000002'];

describe('An organization in the AWS China Regions', function () {
  this.timeout(60_000);
  let world: CliWorld;
  before(async () => {
    world = await startCliWorld('partition-china');
  });
  after(() => world.stop());

  it('with the home Region in Beijing both Regions are covered, with the partition’s own ARNs', async () => {
    const { exitCode, document } = await applyTo(world);
    expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
    expect(leftOut(document)).to.deep.equal({});
    expect(targetsIn(world.simulator)).to.deep.equal(
      all(accounts.flatMap((account) => [`${account}/cn-north-1`, `${account}/cn-northwest-1`])),
    );
    expect(document.aggregator.arn).to.match(/^arn:aws-cn:config:cn-north-1:222222222222:/);
    expect(JSON.stringify(world.simulator.snapshot())).not.to.match(
      /arn:aws:(?!iam::aws:policy|organizations::aws:)/,
    );
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });

  it('events of the other Region are not forwarded, and the plan says so', async () => {
    const { stdout } = await world.orgsecrets(['plan']);
    expect(stdout).to.contain('cn-northwest-1 is covered, not notified');
  });

  it('Account Management is not asked, since no Region there is opt-in', () => {
    expect(world.simulator.log.filter(({ service }) => service === 'account')).to.deep.equal([]);
  });

  it('with the home Region in Ningxia, Beijing is an exclusion: its recorders deliver to buckets of Beijing alone', async () => {
    const ningxia = await startCliWorld('partition-china');
    try {
      ningxia.editOrg((text) => text.replace('homeRegion: cn-north-1', 'homeRegion: cn-northwest-1'));
      const { exitCode, document } = await applyTo(ningxia);
      expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
      expect(leftOut(document)['*/cn-north-1']).to.contain('buckets of the same Region alone');
      expect(targetsIn(ningxia.simulator)).to.deep.equal(
        all(accounts.map((account) => `${account}/cn-northwest-1`)),
      );
    } finally {
      await ningxia.stop();
    }
  });
});
