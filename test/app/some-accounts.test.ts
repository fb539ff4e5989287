import { expect } from 'chai';
import { plan } from '../../src/app/plan.js';
import { OrgSecretsError } from '../../src/model/errors.js';
import type { Scope } from '../../src/model/scope.js';
import { narrowReadBudget } from '../../src/observed/narrow-budget.js';
import { parsePlan } from '../../src/plan/parse-plan.js';
import { printPlan } from '../../src/plan/print-plan.js';
import { configState } from '../../src/simulator/services/config/state.js';
import { organizationOf } from '../../src/simulator/services/organizations/state.js';
import { startWorld, type InProcess } from '../support/in-process.js';
import { all, byHand, targetsIn } from '../support/real-life.js';

const [management, administrator, shop, payments, sandbox, elsewhere] = [
  '111111111111',
  '222222222222',
  '300000000001',
  '300000000002',
  '300000000003',
  '300000000004',
] as const;
const regions = ['us-east-1', 'eu-west-1'] as const;
const only = (...accounts: readonly string[]): Scope => ({ accounts: new Set(accounts) });

/** Into /Workloads/Prod, which is covered. */
async function move(world: InProcess, account: string): Promise<void> {
  const organization = organizationOf(world.simulator.world);
  const unit = Object.values(organization.organizationalUnits).find(({ name }) => name === 'Prod');
  await byHand(world, 'organizations', 'MoveAccount', {
    AccountId: account,
    SourceParentId: organization.accounts[account]?.parentId,
    DestinationParentId: unit?.id,
  });
}

describe('apply for one account', function () {
  this.timeout(60_000);
  let world: InProcess;
  before(async () => {
    world = await startWorld('accounts-moves');
    expect((await world.apply()).outcome.outcome).to.equal('done');
  });
  after(() => world.stop());

  it('brings it to coverage, and makes no call to anybody else but for the look at the aggregator', async () => {
    await move(world, elsewhere);
    const from = world.simulator.log.length;
    const { outcome, scope } = await world.apply({ scope: only(elsewhere) });

    expect(outcome.outcome, JSON.stringify(outcome.results, undefined, 1)).to.equal('done');
    expect(scope).to.deep.equal({ accounts: [elsewhere] });
    const places = regions.map((region) => `${elsewhere}/${region}`);
    expect(targetsIn(world.simulator)).to.include(all(places));
    expect(outcome.coverage.rules).to.deep.equal({ desired: 2, verified: 2, gaps: [] });
    expect(outcome.aggregator).to.deep.include({
      status: 'present',
      detail: 'a run for some accounts leaves it as it is',
    });

    const calls = world.simulator.log.slice(from).filter(({ source }) => source === 'outside');
    const reached = new Set(calls.map(({ accountId }) => accountId));
    expect([...reached].sort()).to.deep.equal([management, administrator, elsewhere]);
    expect(
      calls.filter(({ accountId }) => accountId === administrator).map(({ operation }) => operation),
    ).to.deep.equal(['DescribeConfigurationAggregators', 'DescribeConfigurationAggregators']);
    const mutating = calls.filter((call) => call.mutating);
    expect(new Set(mutating.map(({ operation }) => operation))).to.deep.equal(
      new Set(['CreateStackInstances']),
    );
    for (const { input } of mutating)
      expect(input.DeploymentTargets).to.deep.include({
        Accounts: [elsewhere],
        AccountFilterType: 'INTERSECTION',
      });
    const assumed = calls.filter(({ operation }) => operation === 'AssumeRole');
    expect(new Set(assumed.map(({ input }) => String(input.RoleArn).split(':')[4]))).to.deep.equal(
      new Set([administrator, elsewhere]),
    );
  });

  it('finds nothing to do a second time, nor does an apply for all', async () => {
    const again = await world.apply({ scope: only(elsewhere) });
    expect([again.outcome.outcome, again.calls.mutating]).to.deep.equal(['done', 0]);
    const whole = await world.apply();
    expect([whole.outcome.outcome, whole.calls.mutating]).to.deep.equal(['done', 0]);
  });

  it('does a saved plan for one account, and looks at no other', async () => {
    configState(world.simulator.world, {
      accountId: shop,
      region: 'eu-west-1',
    }).recorders.orgsecrets!.recording = false;
    const { plan: approved } = await world.with((run) => plan(run, only(shop)));
    expect(approved.scope).to.deep.equal({ accounts: [shop] });
    const from = world.simulator.log.length;
    const { outcome } = await world.apply({ approved: parsePlan(printPlan(approved)) });
    expect(outcome.outcome).to.equal('done');
    const calls = world.simulator.log.slice(from);
    expect(calls.filter(({ mutating }) => mutating).map(({ operation }) => operation)).to.deep.equal([
      'StartConfigurationRecorder',
    ]);
    expect(calls.map(({ accountId }) => accountId)).not.to.include(payments);
  });

  it('plans with the calls of its budget, operation by operation', async () => {
    const { byOperation } = (await world.with((run) => plan(run, only(elsewhere, shop)))).calls;
    // Hub, member and service-linked role, and recorder, rules and forwarding in each Region.
    const perAccount = 2 + 3 * regions.length;
    const budget = narrowReadBudget({
      accountsRead: 4,
      unitsAbove: 4,
      accountsAskedForRegions: 0,
      stackSets: 1 + 2 * perAccount,
      // The hub's one; the administrator's member stack too, which tells the Region; and two accounts in every other.
      lists: [1, 3, 2, ...regions.flatMap(() => [2, 2, 2])],
      coveredAccounts: 2,
      targets: 2 * regions.length,
      accountsWithServiceLinkedRole: 0,
      includesManagementAccount: false,
    });
    expect(byOperation).to.deep.equal(
      Object.fromEntries(
        budget.filter(({ calls }) => calls > 0).map(({ operation, calls }) => [operation, calls]),
      ),
    );
  });

  it('brings the management account back by the StackSets that are its own', async () => {
    const stacks = [...targetsOfManagement(world)];
    expect(stacks.length).to.be.greaterThan(0);
    const { outcome, calls } = await world.apply({ scope: only(management) });
    expect([outcome.outcome, calls.mutating]).to.deep.equal(['done', 0]);
    expect(outcome.coverage.recorder.desired).to.equal(regions.length);
  });

  for (const [title, account, reason] of [
    ['excluded', sandbox, 'is not covered: sandbox, rebuilt every night'],
    ['unknown', '399999999999', 'no such account in organization o-moves00001'],
  ] as const)
    it(`refuses an account that is ${title}, with the reason, and has changed nothing`, async () => {
      const from = world.simulator.log.length;
      const error = await world.apply({ scope: only(payments, account) }).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(OrgSecretsError);
      expect(error).to.deep.include({ code: 'InvalidUsage' });
      expect((error as OrgSecretsError).message)
        .to.contain(account)
        .and.contain(reason);
      expect((error as OrgSecretsError).message).not.to.contain(payments);
      expect(world.simulator.log.slice(from).filter(({ mutating }) => mutating)).to.deep.equal([]);
    });
});

function targetsOfManagement(world: InProcess): Iterable<string> {
  return Object.keys(targetsIn(world.simulator)).filter((place) => place.startsWith(management));
}

describe('apply for one account where there is no hub', () => {
  it('is refused, and has changed nothing', async () => {
    const world = await startWorld('accounts-moves');
    try {
      const error = await world.apply({ scope: only(shop) }).catch((thrown: unknown) => thrown);
      expect(error).to.deep.include({ code: 'Refused' });
      expect((error as OrgSecretsError).instructions).to.equal(
        'Run orgsecrets apply for all accounts first.',
      );
      expect(world.simulator.log.filter(({ mutating }) => mutating)).to.deep.equal([]);
    } finally {
      await world.stop();
    }
  });
});
