import { expect } from 'chai';
import { plan } from '../../src/app/plan.js';
import { survey } from '../../src/app/survey.js';
import { readBudget } from '../../src/observed/budget.js';
import { observeStackSets } from '../../src/observed/observe-stack-sets.js';
import { startWorld } from '../support/in-process.js';

/** What one adopted recorder costs beyond: its settings, its deliveries, whether an adopted rule is gone, and the service-linked role. */
const foreignRecorder = {
  'config:DescribeConfigRules': 1,
  'config:DescribeConfigurationRecorders': 1,
  'config:DescribeDeliveryChannelStatus': 1,
  'iam:GetRole': 1,
};

describe('promise 9: calls stay within the stated budget', function () {
  this.timeout(60_000);

  for (const [name, beyond] of [
    ['small', {}],
    ['acme', foreignRecorder],
  ] as const)
    it(`plans the covered organization ${name} with the calls of the budget, operation by operation`, async () => {
      const world = await startWorld(name);
      try {
        await world.apply();
        const { byOperation } = await world.with(async (run) => (await plan(run)).calls);
        const budget = await world.with(async (run) => {
          const { organization, desired } = await survey(run);
          const found = await observeStackSets(desired.prefix, run.aws.stackSets, run.signal);
          const stackSets = [...found.values()];
          const parents = [organization.rootId, ...organization.units.map(({ id }) => id)];
          return readBudget({
            accounts: organization.accounts.length,
            childUnits: parents.map((id) => organization.units.filter((one) => one.parentId === id).length),
            accountsAskedForRegions: organization.optInRegions.size,
            stackSets: stackSets.length,
            instances: stackSets.map(({ instances }) => instances.length),
            coveredAccounts: new Set(desired.coverage.map(({ accountId }) => accountId)).size,
            targets: desired.coverage.length,
            includesManagementAccount: true,
          });
        });
        const bound = budget.filter(({ calls }) => calls > 0);
        expect(byOperation).to.deep.equal({
          ...Object.fromEntries(bound.map(({ operation, calls }) => [operation, calls])),
          ...beyond,
        });
      } finally {
        await world.stop();
      }
    });
});
