import { expect } from 'chai';
import { narrow } from '../../src/desired/narrow.js';
import type { Desired } from '../../src/model/desired.js';
import type { Observed } from '../../src/model/observed.js';
import type { Scope } from '../../src/model/scope.js';
import { makePlan } from '../../src/plan/make-plan.js';
import { observePurely, type PureWorld } from '../support/pure-world.js';
import {
  administrator,
  covered,
  find,
  first,
  home,
  instance,
  second,
  stackSet,
  untouched,
} from './sample.js';

const only = (...accounts: readonly string[]): Scope => ({ accounts: new Set(accounts) });

/** The plan for some accounts; `change` says what is observed otherwise than the world has it. */
function planFor(
  world: PureWorld,
  scope: Scope,
  change: (observed: Observed) => Partial<Observed> = () => ({}),
  desired: Desired = world.desired,
) {
  const small = narrow(desired, scope);
  const observed = observePurely({ ...world, desired: small });
  return makePlan(small, { ...observed, ...change(observed) });
}

/** Without the instances of an account, as on the day it joined. */
function without(world: PureWorld, account: string): PureWorld {
  return {
    ...world,
    stackSets: new Map(
      [...world.stackSets].map(([name, one]) => [
        name,
        { ...one, instances: one.instances.filter(({ accountId }) => accountId !== account) },
      ]),
    ),
    recorders: new Map([...world.recorders].filter(([key]) => !key.startsWith(account))),
    serviceLinkedRoles: new Set([...world.serviceLinkedRoles].filter((id) => id !== account)),
  };
}

describe('a plan for one account', () => {
  it('that joined makes its stacks one by one, without a canary where the aggregator tells of an earlier proof', () => {
    const plan = planFor(without(covered(), second), only(second));
    expect(plan.obstacles).to.deep.equal([]);
    expect(plan.warnings).to.deep.equal([]);
    expect(find(plan, 'prove-delivery')).to.deep.equal([]);
    expect(plan.actions.map(({ type }) => type)).to.deep.equal(plan.actions.map(() => 'create-instances'));
    for (const { operation } of find(plan, 'create-instances'))
      expect(operation).to.deep.equal({
        organizationalUnits: ['r-abcd'],
        filter: 'INTERSECTION',
        accounts: [second],
      });
    expect(plan.coverage.map(({ accountId }) => accountId)).to.deep.equal([second, second]);
  });

  it('proves one delivery of it first where there is no aggregator yet', () => {
    const plan = planFor({ ...without(covered(), second), aggregators: [] }, only(second));
    expect(find(plan, 'prove-delivery').map(({ target }) => target)).to.deep.equal([
      { accountId: second, region: home },
    ]);
  });

  it('leaves a definition that is not as it should be, and says so', () => {
    const rules = 'orgsecrets-rules-us-east-1';
    const plan = planFor(covered(), only(first), (observed) =>
      stackSet(observed, rules, { templateDigest: 'an older one' }),
    );
    expect(plan.actions).to.deep.equal([]);
    expect(plan.warnings).to.have.length(1);
    expect(plan.warnings[0]).to.contain(`StackSet ${rules} is not what the org.yaml says (template)`);
  });

  it('makes no recorder where the hub is not there, and says what to do', () => {
    const plan = planFor(untouched(), only(first));
    expect(find(plan, 'create-instances').map((action) => action.stackSet.kind)).to.deep.equal(['member']);
    expect(plan.obstacles).to.deep.equal([
      {
        reason: 'the hub, which recorders deliver to, is not there yet',
        instructions: 'Run orgsecrets apply for all accounts.',
      },
    ]);
  });

  it('makes no recorder that the bucket takes nothing from', () => {
    const listing = (accounts: readonly string[]) => (observed: Observed) =>
      stackSet(observed, 'orgsecrets-hub', {
        parameters: { DeliveryTrust: 'service', DeliveryAccountIds: accounts.join(',') },
      });
    const world = without(covered(), second);
    const refused = planFor(world, only(second), listing([first, administrator]));
    const kinds = (plan: typeof refused) =>
      find(plan, 'create-instances').map((action) => action.stackSet.kind);
    expect(kinds(refused)).not.to.include('recorder');
    expect(refused.obstacles.map(({ accountId }) => accountId)).to.deep.equal([second]);
    expect(refused.obstacles[0]!.reason).to.contain('delivery.trust: service');
    expect(kinds(planFor(world, only(second), listing([first, second])))).to.include('recorder');
  });

  it('keeps what a suspended account has, also where the definition has to change for all', () => {
    const world = covered();
    const suspendedSince: Desired = {
      ...world.desired,
      coverage: world.desired.coverage.filter(({ accountId }) => accountId !== second),
      stackSets: world.desired.stackSets.map((one) => ({
        ...one,
        accounts: one.accounts.filter((id) => id !== second),
      })),
      places: { ...world.desired.places, active: new Set([first]), suspended: new Set([second]) },
    };
    const changed = (observed: Observed) =>
      stackSet(observed, 'orgsecrets-rules-us-east-1', { autoDeployment: { enabled: true, dependsOn: [] } });
    expect(planFor(world, only(second), changed, suspendedSince).actions).to.deep.equal([]);
  });

  it('does not take a hub away that stands elsewhere', () => {
    const plan = planFor(covered(), only(administrator, first), (observed) =>
      instance(observed, 'orgsecrets-hub', administrator, { accountId: first }),
    );
    expect(find(plan, 'delete-instances')).to.deep.equal([]);
  });
});
