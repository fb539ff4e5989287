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

  it('the home Region is covered, with the partition’s own ARNs; the other is an exclusion with its reason', async () => {
    const { exitCode, document } = await applyTo(world);
    expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
    expect(Object.keys(leftOut(document))).to.deep.equal(['*/cn-northwest-1']);
    expect(leftOut(document)['*/cn-northwest-1']).to.contain('a bucket of another Region');
    expect(targetsIn(world.simulator)).to.deep.equal(all(accounts.map((account) => `${account}/cn-north-1`)));
    expect(document.aggregator.arn).to.match(/^arn:aws-cn:config:cn-north-1:222222222222:/);
    expect(JSON.stringify(world.simulator.snapshot())).not.to.match(
      /arn:aws:(?!iam::aws:policy|organizations::aws:)/,
    );
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });

  it('Account Management is not asked, since no Region there is opt-in', () => {
    expect(world.simulator.log.filter(({ service }) => service === 'account')).to.deep.equal([]);
  });
});
