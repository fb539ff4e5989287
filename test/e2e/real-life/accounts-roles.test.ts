import { expect } from 'chai';
import type { Plan } from '../../../src/model/plan.js';
import { changedIn, foreignIn } from '../../support/foreign.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { all, appliedAgain, applyTo, nothingToDo, targetsIn } from '../../support/real-life.js';

const [created, enrolled, invited, acquired] = [
  '300000000001',
  '300000000002',
  '300000000003',
  '300000000004',
];
const everybody = ['111111111111', '222222222222', created, enrolled, invited, acquired];

describe('Accounts that are entered by different roles, or by none yet', function () {
  this.timeout(60_000);
  let world: CliWorld;
  before(async () => {
    world = await startCliWorld('accounts-roles');
  });
  after(() => world.stop());

  const assumed = (account: string | undefined) =>
    new Set(
      world.simulator.log
        .filter(({ operation, error }) => operation === 'AssumeRole' && error === undefined)
        .map(({ input }) => String(input['RoleArn']))
        .filter((arn) => arn.includes(`:${account}:`))
        .map((arn) => arn.split('/').at(-1)),
    );

  it('an account without any role of the org.yaml is to be looked at after the member stack; the others are planned', async () => {
    const { document } = await world.json<{ plan: Plan }>(['plan']);
    expect(document.plan.lookLater.map(({ accountId }) => accountId)).to.deep.equal([invited, acquired]);
    for (const { reason } of document.plan.lookLater)
      expect(reason).to.contain('to be looked at after the member stack');
    expect(document.plan.obstacles).to.deep.equal([]);
  });

  it('an account without OrganizationAccountAccessRole is entered through AWSControlTowerExecution', () => {
    expect([...assumed(created)]).to.deep.equal(['OrganizationAccountAccessRole']);
    expect([...assumed(enrolled)]).to.deep.equal(['AWSControlTowerExecution']);
    expect([...assumed(invited)]).to.deep.equal([]);
  });

  it('apply makes the member stack first, then looks: a recorder found there is adopted, everything else is made', async () => {
    const foreign = foreignIn(world.simulator);
    const { exitCode, document } = await applyTo(world);
    expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
    expect(targetsIn(world.simulator)).to.deep.equal({
      ...all(everybody.flatMap((account) => [`${account}/eu-west-1`, `${account}/us-east-1`])),
      [`${acquired}/eu-west-1`]: 'theirs records, 5 rules',
    });
    expect(Object.keys(foreign)).not.to.deep.equal([]);
    expect(changedIn(world.simulator, foreign)).to.deep.equal([]);
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });
});
