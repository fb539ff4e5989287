import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { organizationOf } from '../../../src/simulator/services/organizations/state.js';
import {
  finished,
  instances,
  makeSet,
  ONE,
  organizationWorld,
  QUICK,
  results,
  states,
  TEMPLATE,
  THREE,
  TWO,
} from './support/stack-sets.js';
import { thingsIn } from './support/things.js';
import type { TestWorld } from './support/world.js';

describe('updating and deleting the instances of a StackSet', () => {
  let at: TestWorld;
  beforeEach(async () => {
    at = organizationWorld();
    await makeSet(at, 'set', { Tags: [{ Key: 'owner', Value: 'us' }] });
    await finished(at, 'CreateStackInstances', {
      DeploymentTargets: {
        OrganizationalUnitIds: [at.unit('Workloads')],
        Accounts: [ONE, TWO, THREE],
        AccountFilterType: 'INTERSECTION',
      },
      Regions: ['eu-central-1'],
      OperationPreferences: QUICK,
    });
  });
  afterEach(() => {
    at.stop();
    expect(at.defects()).to.deep.equal([]);
  });

  const only = (...accounts: readonly string[]): Shape => ({
    DeploymentTargets: {
      OrganizationalUnitIds: [at.unit('Workloads')],
      Accounts: accounts,
      AccountFilterType: 'INTERSECTION',
    },
    Regions: ['eu-central-1'],
    OperationPreferences: QUICK,
  });
  const topic = (account: string): Shape => thingsIn(at.world, account, 'eu-central-1')['topic'] ?? {};
  const parameter = (value: string): Shape => ({
    Parameters: [{ ParameterKey: 'Value', ParameterValue: value }],
  });

  it('give the stack set tags to the stacks and to their resources', async () => {
    expect(topic(ONE)['Tags']).to.deep.equal([{ Key: 'owner', Value: 'us' }]);
  });

  it('an update reaches every instance, or the targets that it names: the others wait, OUTDATED', async () => {
    await finished(at, 'UpdateStackSet', { UsePreviousTemplate: true, ...parameter('second'), ...only(TWO) });
    expect(await states(at)).to.deep.equal([
      '1/eu-central-1 OUTDATED PENDING',
      '2/eu-central-1 CURRENT SUCCEEDED',
      '3/eu-central-1 OUTDATED PENDING',
    ]);
    expect([topic(ONE)['Value'], topic(TWO)['Value']]).to.deep.equal(['first', 'second']);
    await finished(at, 'UpdateStackSet', {
      UsePreviousTemplate: true,
      Parameters: [{ ParameterKey: 'Value', UsePreviousValue: true }],
      OperationPreferences: QUICK,
    });
    expect([topic(ONE)['Value'], topic(THREE)['Value']]).to.deep.equal(['second', 'second']);
  });

  it('an update that fails changes the definition all the same, and puts the stack back', async () => {
    const operation = await finished(at, 'UpdateStackSet', {
      UsePreviousTemplate: true,
      ...parameter('refused'),
    });
    expect(operation['Status']).to.equal('FAILED');
    const { StackSet } = (await at.cfn('DescribeStackSet', { StackSetName: 'set' })) as { StackSet: Shape };
    expect(StackSet['Parameters']).to.deep.equal([{ ParameterKey: 'Value', ParameterValue: 'refused' }]);
    const [failed] = await instances(at, { Filters: [{ Name: 'DETAILED_STATUS', Values: 'FAILED' }] });
    expect(failed?.['StatusReason']).to.match(
      /^ResourceLogicalId:Topic, ResourceType:AWS::SNS::Topic, ResourceStatusReason:The value is refused\. \(Service: AmazonSNS;/,
    );
    const member = at.role(ONE, 'OrganizationAccountAccessRole');
    const { Stacks } = (await at.cfn(
      'DescribeStacks',
      { StackName: failed?.['StackId'] },
      { caller: member },
    )) as { Stacks: Shape[] };
    expect(Stacks[0]?.['StackStatus']).to.equal('UPDATE_ROLLBACK_COMPLETE');
    expect(topic(ONE)['Value']).to.equal('first');
  });

  it('an update that fails at a resource it adds gives the reason of that resource', async () => {
    const added = '  Added: { Type: AWS::SNS::Topic, Properties: { Name: added, Value: refused } }';
    await finished(at, 'UpdateStackSet', {
      TemplateBody: `${TEMPLATE}${added}\n`,
      ...parameter('first'),
    });
    const [failed] = await instances(at, { Filters: [{ Name: 'DETAILED_STATUS', Values: 'FAILED' }] });
    expect(failed?.['StatusReason']).to.match(/^ResourceLogicalId:Added, ResourceType:AWS::SNS::Topic,/);
  });

  it('an update that changes nothing touches nothing, even where somebody changed the resource', async () => {
    topic(ONE)['Value'] = 'by hand';
    const before = at.log.length;
    const operation = await finished(at, 'UpdateStackSet', {
      TemplateBody: TEMPLATE,
      Tags: [{ Key: 'owner', Value: 'us' }],
      OperationPreferences: QUICK,
    });
    expect(operation['Status']).to.equal('SUCCEEDED');
    expect(topic(ONE)['Value']).to.equal('by hand');
    expect(at.log.slice(before).filter(({ operation: name }) => name === 'PutThing')).to.deep.equal([]);
    expect((await instances(at))[0]?.['StatusReason']).to.equal('No updates are to be performed.');
  });

  it('overrides survive an update of the StackSet and an UpdateStackInstances without a list, and go with an empty one', async () => {
    await finished(at, 'UpdateStackInstances', {
      ...only(ONE),
      ParameterOverrides: [{ ParameterKey: 'Value', ParameterValue: 'own' }],
    });
    await finished(at, 'UpdateStackSet', {
      UsePreviousTemplate: true,
      ...parameter('second'),
      OperationPreferences: QUICK,
    });
    expect([topic(ONE)['Value'], topic(TWO)['Value']]).to.deep.equal(['own', 'second']);
    const { StackInstance } = (await at.cfn('DescribeStackInstance', {
      StackSetName: 'set',
      StackInstanceAccount: ONE,
      StackInstanceRegion: 'eu-central-1',
    })) as { StackInstance: Shape };
    expect(StackInstance['ParameterOverrides']).to.deep.equal([
      { ParameterKey: 'Value', ParameterValue: 'own' },
    ]);
    await finished(at, 'UpdateStackInstances', only(ONE));
    expect(topic(ONE)['Value']).to.equal('own');
    await finished(at, 'UpdateStackInstances', { ...only(ONE), ParameterOverrides: [] });
    expect(topic(ONE)['Value']).to.equal('second');
  });

  it('an update that changes auto-deployment names no targets', async () => {
    const AutoDeployment = { Enabled: true, RetainStacksOnAccountRemoval: false };
    const input = { StackSetName: 'set', UsePreviousTemplate: true, AutoDeployment };
    expect((await at.refusal('UpdateStackSet', { ...input, ...only(ONE) })).message).to.match(
      /AutoDeployment/,
    );
    await finished(at, 'UpdateStackSet', { UsePreviousTemplate: true, AutoDeployment });
    const { StackSet } = await at.cfn('DescribeStackSet', { StackSetName: 'set' });
    expect((StackSet as Shape)['AutoDeployment']).to.include({ Enabled: true });
  });

  it('an update is refused whole when one pair has no instance', async () => {
    const refused = await at.refusal('UpdateStackInstances', {
      StackSetName: 'set',
      ...only(ONE, TWO),
      Regions: ['eu-central-1', 'us-east-1'],
    });
    expect(refused).to.include({ code: 'StackInstanceNotFoundException' });
    expect((await at.cfn('ListStackSetOperations', { StackSetName: 'set' }))['Summaries']).to.have.length(1);
  });

  it('an update is tried in an account that was suspended meanwhile, and fails there', async () => {
    organizationOf(at.world).accounts[TWO]!.state = 'SUSPENDED';
    const operation = await finished(at, 'UpdateStackSet', {
      UsePreviousTemplate: true,
      ...parameter('second'),
      OperationPreferences: QUICK,
    });
    const failed = await results(at, String(operation['OperationId']), {
      Filters: [{ Name: 'OPERATION_RESULT_STATUS', Values: 'FAILED' }],
    });
    expect(failed.map(({ Account, StatusReason }) => [Account, StatusReason])).to.deep.equal([
      [TWO, 'ACCOUNT_SUSPENDED'],
    ]);
  });

  it('a deletion takes the stacks away, or leaves them where they are to be retained', async () => {
    await finished(at, 'DeleteStackInstances', { ...only(ONE), RetainStacks: false });
    await finished(at, 'DeleteStackInstances', { ...only(TWO), RetainStacks: true });
    expect(await states(at)).to.deep.equal(['3/eu-central-1 CURRENT SUCCEEDED']);
    expect([topic(ONE), topic(TWO)['Name']]).to.deep.equal([{}, 'topic']);
  });

  it('an instance whose stack can not be deleted is INOPERABLE, and left out of later updates', async () => {
    topic(TWO)['Sticky'] = true;
    const operation = await finished(at, 'DeleteStackInstances', { ...only(TWO), RetainStacks: false });
    expect(operation['StatusDetails']).to.deep.equal({ FailedStackInstancesCount: 1 });
    expect(await states(at, { StackInstanceAccount: TWO })).to.deep.equal([
      '2/eu-central-1 INOPERABLE INOPERABLE',
    ]);
    const update = await finished(at, 'UpdateStackSet', {
      UsePreviousTemplate: true,
      ...parameter('second'),
      OperationPreferences: QUICK,
    });
    expect((await results(at, String(update['OperationId']))).map(({ Account }) => Account)).to.deep.equal([
      ONE,
      THREE,
    ]);
    await finished(at, 'DeleteStackInstances', { ...only(TWO), RetainStacks: true });
    expect(await states(at)).to.have.length(2);
  });

  it('a stack that somebody deleted is made again by the next update', async () => {
    const [instance] = await instances(at, { StackInstanceAccount: ONE });
    await at.cfn(
      'DeleteStack',
      { StackName: instance?.['StackId'] },
      { caller: at.role(ONE, 'OrganizationAccountAccessRole') },
    );
    await at.world.clock.sleep(60_000);
    expect(topic(ONE)).to.deep.equal({});
    await finished(at, 'UpdateStackSet', { UsePreviousTemplate: true, OperationPreferences: QUICK });
    expect(topic(ONE)['Name']).to.equal('topic');
  });

  it('a StackSet goes only when its instances are gone', async () => {
    expect(await at.refusal('DeleteStackSet', { StackSetName: 'set' })).to.deep.equal({
      code: 'StackSetNotEmptyException',
      message: 'StackSet is not empty',
    });
    await finished(at, 'DeleteStackInstances', { ...only(ONE, TWO, THREE), RetainStacks: false });
    const id = ((await at.cfn('DescribeStackSet', { StackSetName: 'set' }))['StackSet'] as Shape)[
      'StackSetId'
    ];
    await at.cfn('DeleteStackSet', { StackSetName: 'set' });
    expect(await at.refusal('DescribeStackSet', { StackSetName: 'set' })).to.deep.equal({
      code: 'StackSetNotFoundException',
      message: 'StackSet set not found',
    });
    expect(
      ((await at.cfn('DescribeStackSet', { StackSetName: id }))['StackSet'] as Shape)['Status'],
    ).to.equal('DELETED');
    await makeSet(at);
  });
});
