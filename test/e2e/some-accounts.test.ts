import { expect } from 'chai';
import type { Plan } from '../../src/model/plan.js';
import { startCliWorld, type CliWorld } from '../support/cli.js';
import { besideBudget, join, larger, type ByOperation } from '../support/joining.js';
import { all, appliedAgain, applyTo, nothingToDo, targetsIn } from '../support/real-life.js';

const [management, administrator, joining] = ['111111111111', '222222222222', '300000000004'] as const;

describe('--account on the built command line', function () {
  this.timeout(180_000);

  it('narrows a plan, and ends with 3 for an account that there is not', async () => {
    const world = await startCliWorld('small');
    try {
      const { document } = await world.json<{ plan: Plan }>(['plan', '--account', '333333333333']);
      expect(document.plan.scope).to.deep.equal({ accounts: ['333333333333'] });
      const unknown = await world.orgsecrets(['plan', '--account', '999999999999']);
      expect(unknown.exitCode).to.equal(3);
      expect(unknown.stderr).to.contain('999999999999: no such account');
    } finally {
      await world.stop();
    }
  });

  describe('of apply brings an account that has joined to coverage', () => {
    const made: ByOperation[] = [];

    for (const [title, accounts] of [
      ['a small organization', 1],
      ['a larger one', 25],
    ] as const)
      it(`in ${title}, and touches nobody else`, async () => {
        const world = await startCliWorld('accounts-moves', (text) => larger.world(text, accounts));
        world.editOrg(larger.org);
        try {
          expect((await applyTo(world)).document.outcome).to.equal('done');
          await join(world, joining, 'Test');
          const [from, before] = [world.simulator.log.length, targetsIn(world.simulator)];
          const { exitCode, document } = await applyTo(world, '--account', joining);
          expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
          made.push(document.calls.byOperation);
          expect(targetsIn(world.simulator)).to.deep.equal({
            ...before,
            ...all([`${joining}/eu-west-1`, `${joining}/us-east-1`]),
          });
          expectNobodyElse(world, from);
          expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
        } finally {
          await world.stop();
        }
      });

    it('with the calls of its budget, which knows nothing of the size of the organization', () => {
      expect(made).to.have.length(2);
      for (const calls of made) {
        const [own, budget] = besideBudget(calls, {
          accountsRead: 3,
          unitsAbove: 3,
          stackSets: 17,
          regions: 2,
        });
        expect(own).to.deep.equal(budget);
      }
    });
  });
});

/** Every call that changes something names that account alone; nobody enters another, but to see the aggregator. */
function expectNobodyElse({ simulator }: CliWorld, from: number): void {
  const calls = simulator.log.slice(from).filter(({ source }) => source === 'outside');
  const assumed = calls.filter(({ operation }) => operation === 'AssumeRole');
  expect(new Set(assumed.map(({ input }) => String(input.RoleArn).split(':')[4]))).to.deep.equal(
    new Set([administrator, joining]),
  );
  for (const { accountId, operation, mutating, input } of calls) {
    expect(accountId).to.be.oneOf([management, administrator, joining]);
    if (accountId === administrator) expect(operation).to.equal('DescribeConfigurationAggregators');
    if (!mutating) continue;
    expect(operation).to.equal('CreateStackInstances');
    expect(input.DeploymentTargets).to.deep.include({
      Accounts: [joining],
      AccountFilterType: 'INTERSECTION',
    });
  }
  const reached = simulator.log.slice(from).filter(({ source, mutating }) => source === 'inside' && mutating);
  expect(new Set(reached.map(({ accountId }) => accountId))).to.deep.equal(new Set([joining]));
}
