import { expect } from 'chai';
import { plan } from '../../src/app/plan.js';
import { survey } from '../../src/app/survey.js';
import { type CoveredOrganization, readBudget } from '../../src/observed/budget.js';
import { observeStackSets } from '../../src/observed/observe-stack-sets.js';
import { startWorld } from '../support/in-process.js';

/** Accounts in OUs of fifty, all covered in 17 Regions. */
function world(accounts: number): CoveredOrganization {
  const regions = 17;
  const units = accounts / 50;
  return {
    accounts,
    childUnits: [units, ...Array.from({ length: units }, () => 0)],
    accountsAskedForRegions: 0,
    stackSets: 40,
    instances: Array.from({ length: 2 * regions + 1 }, () => accounts),
    coveredAccounts: accounts,
    targets: accounts * regions,
    accountsWithServiceLinkedRole: accounts,
    subscriptions: 0,
    includesManagementAccount: true,
  };
}

const total = (accounts: number) => readBudget(world(accounts)).reduce((sum, { calls }) => sum + calls, 0);
const of = (accounts: number, operation: string) =>
  readBudget(world(accounts)).find((term) => term.operation === operation)?.calls;

describe('the read budget', () => {
  it('counts pages, not items, and an empty list as one page', () => {
    expect(of(1000, 'organizations:ListAccounts')).to.equal(50);
    expect(of(1000, 'organizations:ListOrganizationalUnitsForParent')).to.equal(21);
    expect(of(1000, 'cloudformation:ListStackInstances')).to.equal(350);
    expect(of(50, 'cloudformation:ListStackInstances')).to.equal(35);
  });

  it('holds one AssumeRole an account, and one look a target', () => {
    expect(of(1000, 'sts:AssumeRole')).to.equal(1001);
    expect(of(1000, 'config:DescribeConfigurationRecorderStatus')).to.equal(17_000);
  });

  it('of quick drift asks no account, and a few pages for a hundred targets', () => {
    const quick = readBudget(world(1000), 'quick');
    const [calls, targets] = [quick.reduce((sum, one) => sum + one.calls, 0), 17_000];
    expect((calls / targets) * 100).to.be.at.most(3);
    expect(quick.find(({ operation }) => operation === 'sts:AssumeRole')?.calls).to.equal(1);
  });

  it('of standard drift is four calls a target', () => {
    const more = readBudget(world(1000), 'standard').reduce((sum, one) => sum + one.calls, 0) - total(1000);
    expect(more).to.equal(3 * 17_000 + 1000 + 1);
  });

  it('grows with the organization and no faster', () => {
    expect(total(1000) / total(100)).to.be.at.most(10);
  });

  it('is what a plan of a covered organization costs, call for call', async () => {
    const small = await startWorld('small');
    try {
      await small.apply();
      const run = await small.run();
      const { plan: made } = await plan(run);
      expect(made.actions).to.deep.equal([]);
      const { byOperation } = run.aws.calls();
      const { organization, desired } = await survey(run);
      const stackSets = [...(await observeStackSets(desired.prefix, run.aws.stackSets, run.signal)).values()];
      run.aws.close();

      const childrenOf = (parent: string) =>
        organization.units.filter(({ parentId }) => parentId === parent).length;
      const budget = readBudget({
        accounts: organization.accounts.length,
        childUnits: [organization.rootId, ...organization.units.map(({ id }) => id)].map(childrenOf),
        accountsAskedForRegions: 0,
        stackSets: stackSets.length,
        instances: stackSets.map(({ instances }) => instances.length),
        coveredAccounts: new Set(desired.coverage.map(({ accountId }) => accountId)).size,
        targets: desired.coverage.length,
        accountsWithServiceLinkedRole: 0,
        subscriptions: 0,
        includesManagementAccount: true,
      });
      expect(byOperation).to.deep.equal(
        Object.fromEntries(
          budget.filter(({ calls }) => calls > 0).map(({ operation, calls }) => [operation, calls]),
        ),
      );
    } finally {
      await small.stop();
    }
  });
});
