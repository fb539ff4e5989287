import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { onAccountMoved } from '../../../src/simulator/services/cloudformation/auto-deployment.js';
import { organizationOf } from '../../../src/simulator/services/organizations/state.js';
import { finished, FOUR, makeSet, ONE, organizationWorld, states, TWO } from './support/stack-sets.js';
import { thingsIn } from './support/things.js';
import { until } from './support/world.js';
import type { TestWorld } from './support/world.js';

describe('auto-deployment', () => {
  let at: TestWorld;
  beforeEach(() => {
    at = organizationWorld();
  });
  afterEach(() => {
    at.stop();
    expect(at.defects()).to.deep.equal([]);
  });

  const on = (more: Shape = {}): Shape => ({
    AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false, ...more },
    ManagedExecution: { Active: true },
  });
  const deploy = (StackSetName: string): Promise<Shape> =>
    finished(at, 'CreateStackInstances', {
      StackSetName,
      DeploymentTargets: {
        OrganizationalUnitIds: [at.unit('Workloads')],
        Accounts: [ONE],
        AccountFilterType: 'INTERSECTION',
      },
      Regions: ['eu-central-1'],
    });
  const move = (account: string, unit: string): void => {
    organizationOf(at.world).accounts[account]!.parentId = at.unit(unit);
    onAccountMoved(at.world, account);
  };

  it('brings an account that moves into a targeted OU to every Region of the target, whatever the account filter was', async () => {
    await makeSet(at, 'set', on());
    await deploy('set');
    move(FOUR, 'Prod');
    await until(
      at.world,
      async () =>
        (await states(at, { StackInstanceAccount: FOUR }))[0] === '4/eu-central-1 CURRENT SUCCEEDED',
    );
    expect(thingsIn(at.world, FOUR, 'eu-central-1')).to.have.property('topic');
    expect(
      (await at.cfn('ListStackSetAutoDeploymentTargets', { StackSetName: 'set' }))['Summaries'],
    ).to.deep.equal([{ OrganizationalUnitId: at.unit('Workloads'), Regions: ['eu-central-1'] }]);
  });

  it('takes the stacks of an account that leaves the targeted OUs, or lets go of them', async () => {
    await makeSet(at, 'set', on());
    await deploy('set');
    await makeSet(at, 'kept', on({ RetainStacksOnAccountRemoval: true }));
    thingsIn(at.world, ONE, 'eu-central-1')['other'] = {};
    move(ONE, 'Sandbox');
    await until(at.world, async () => (await states(at)).length === 0);
    expect(thingsIn(at.world, ONE, 'eu-central-1')).to.have.keys('other');
  });

  it('lets go of a stack that is to be retained', async () => {
    await makeSet(at, 'set', on({ RetainStacksOnAccountRemoval: true }));
    await deploy('set');
    move(ONE, 'Sandbox');
    await until(at.world, async () => (await states(at)).length === 0);
    expect(thingsIn(at.world, ONE, 'eu-central-1')).to.have.property('topic');
  });

  it('waits with a StackSet until those that it depends on have their turn', async () => {
    await makeSet(at, 'set', on());
    const arn = ((await at.cfn('DescribeStackSet', { StackSetName: 'set' }))['StackSet'] as Shape)[
      'StackSetARN'
    ];
    await makeSet(at, 'later', {
      ...on({ DependsOn: [arn] }),
      TemplateBody: 'Resources: { Topic: { Type: AWS::SNS::Topic, Properties: { Name: later } } }',
    });
    await deploy('later');
    await deploy('set');
    const before = at.log.length;
    move(FOUR, 'Workloads');
    await until(at.world, () => 'later' in thingsIn(at.world, FOUR, 'eu-central-1'));
    const puts = at.log.slice(before).filter(({ operation }) => operation === 'PutThing');
    expect(puts.map(({ input }) => input['Name'])).to.deep.equal(['topic', 'later']);
    expect(puts[1]!.time - puts[0]!.time).to.be.at.least(8000);
  });

  it('leaves StackSets alone that have it off', async () => {
    await makeSet(at);
    await deploy('set');
    move(TWO, 'Sandbox');
    move(ONE, 'Sandbox');
    await at.world.clock.sleep(600_000);
    expect(await states(at)).to.deep.equal(['1/eu-central-1 CURRENT SUCCEEDED']);
  });
});
