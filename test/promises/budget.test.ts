import { expect } from 'chai';
import { accounts } from '../../src/app/accounts.js';
import { plan } from '../../src/app/plan.js';
import { drift } from '../../src/app/drift.js';
import { survey } from '../../src/app/survey.js';
import { isDetected } from '../../src/desired/made-resources.js';
import { driftDepths } from '../../src/model/drift.js';
import { accountsBudget } from '../../src/observed/accounts-budget.js';
import { readBudget, type BudgetTerm, type CoveredOrganization } from '../../src/observed/budget.js';
import { observeStackSets } from '../../src/observed/observe-stack-sets.js';
import type { LookDepth } from '../../src/model/observed.js';
import { startWorld, type InProcess } from '../support/in-process.js';

/** What one adopted recorder costs beyond: its settings, its deliveries, whether an adopted rule is gone, and the service-linked role. */
const foreignRecorder = {
  'config:DescribeConfigRules': 1,
  'config:DescribeConfigurationRecorders': 1,
  'config:DescribeDeliveryChannelStatus': 1,
  'iam:GetRole': 1,
};

/** What the budget says of a world as it is. */
async function budgetOf(world: InProcess, depth: LookDepth): Promise<Record<string, number>> {
  return callsOf(readBudget(await shapeOf(world), depth));
}

function callsOf(budget: readonly BudgetTerm[]): Record<string, number> {
  const bound = budget.filter(({ calls }) => calls > 0);
  return Object.fromEntries(bound.map(({ operation, calls }) => [operation, calls]));
}

/** @param isRead whether a StackSet of ours is read, by its name. */
async function shapeOf(
  world: InProcess,
  isRead: (stackSet: string) => boolean = () => true,
): Promise<CoveredOrganization> {
  return world.with(async (run) => {
    const { organization, desired } = await survey(run);
    const found = await observeStackSets(desired.prefix, run.aws.stackSets, run.signal);
    const read = [...found.values()].filter(({ name }) => isRead(name));
    const parents = [organization.rootId, ...organization.units.map(({ id }) => id)];
    const coveredAccounts = new Set(desired.coverage.map(({ accountId }) => accountId)).size;
    return {
      accounts: organization.accounts.length,
      childUnits: parents.map((id) => organization.units.filter((one) => one.parentId === id).length),
      accountsAskedForRegions: organization.optInRegions.size,
      stackSets: found.size,
      instances: read.map(({ instances }) => instances.length),
      detected: desired.stackSets.filter(({ kind }) => isDetected(kind)).length,
      coveredAccounts,
      targets: desired.coverage.length,
      accountsWithServiceLinkedRole: coveredAccounts,
      subscriptions: 0,
      includesManagementAccount: true,
    };
  });
}

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
        expect(byOperation).to.deep.equal({ ...(await budgetOf(world, 'status')), ...beyond });
      } finally {
        await world.stop();
      }
    });

  for (const name of ['small', 'acme'] as const)
    it(`lists the accounts of ${name} without a look into one, and proves them with a look into each`, async () => {
      const world = await startWorld(name);
      try {
        await world.apply();
        const shape = await shapeOf(world, (stackSet) => !/-(slr|forward-.*)$/.test(stackSet));
        const listed = await world.with((run) => accounts(run));
        expect(listed.calls.byOperation).to.deep.equal(callsOf(accountsBudget(shape)));
        const proved = await world.with((run) => accounts(run, { prove: true }));
        expect(proved.calls.byOperation).to.deep.equal(callsOf(accountsBudget(shape, true)));
        expect(new Set(proved.accounts.map(({ coverage }) => coverage))).not.to.include('pending');
      } finally {
        await world.stop();
      }
    });

  describe('looks for drift with the calls of the budget, operation by operation', () => {
    let world: InProcess;
    before(async () => {
      world = await startWorld('small');
      await world.apply();
    });
    after(() => world.stop());

    for (const depth of driftDepths)
      it(`at depth ${depth}`, async () => {
        const { calls, findings } = await world.with((run) => drift(run, { depth, only: [], scope: {} }));
        expect(findings).to.deep.equal([]);
        const {
          'cloudformation:DescribeStackSetOperation': polls = 0,
          'cloudformation:DescribeStackDriftDetectionStatus': pollsOfStack = 0,
          ...others
        } = calls.byOperation;
        expect(others).to.deep.equal(await budgetOf(world, depth));
        expect(pollsOfStack).to.be.at.most(12 * (others['cloudformation:DetectStackDrift'] ?? 0));
        // Pauses grow: an operation of seconds is asked for a dozen times, one of an hour not much more often.
        expect(polls).to.be.at.most(12 * (others['cloudformation:DetectStackSetDrift'] ?? 0));
      });
  });
});
