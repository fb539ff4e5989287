import { expect } from 'chai';
import { optInSlot } from '../../../src/simulator/services/account/state.js';
import {
  CLOSED,
  finished,
  FOUR,
  instances,
  makeSet,
  ONE,
  organizationWorld,
  QUICK,
  results,
  states,
  THREE,
  TWO,
} from './support/stack-sets.js';
import { thingsIn } from './support/things.js';
import { MANAGEMENT } from './support/world.js';
import type { TestWorld } from './support/world.js';

describe('stack instances of a service-managed StackSet', () => {
  let at: TestWorld;
  beforeEach(() => {
    at = organizationWorld();
  });
  afterEach(() => {
    at.stop();
    expect(at.defects()).to.deep.equal([]);
  });

  it('are real stacks, made in every account of the OU and its nested OUs', async () => {
    await makeSet(at);
    const operation = await finished(at, 'CreateStackInstances', {
      DeploymentTargets: { OrganizationalUnitIds: [at.unit('Workloads')] },
      Regions: ['eu-central-1', 'us-east-1'],
      OperationPreferences: QUICK,
    });
    expect(operation).to.include({ Status: 'SUCCEEDED', Action: 'CREATE' });
    expect(operation['StatusDetails']).to.deep.equal({ FailedStackInstancesCount: 0 });
    expect(await states(at)).to.deep.equal([
      '1/eu-central-1 CURRENT SUCCEEDED',
      '1/us-east-1 CURRENT SUCCEEDED',
      '2/eu-central-1 CURRENT SUCCEEDED',
      '2/us-east-1 CURRENT SUCCEEDED',
      '3/eu-central-1 CURRENT SUCCEEDED',
      '3/us-east-1 CURRENT SUCCEEDED',
      '9/eu-central-1 OUTDATED SKIPPED_SUSPENDED_ACCOUNT',
      '9/us-east-1 OUTDATED SKIPPED_SUSPENDED_ACCOUNT',
    ]);
    expect(thingsIn(at.world, TWO, 'us-east-1')).to.have.property('topic');
    const [first] = await instances(at, { StackInstanceAccount: TWO, StackInstanceRegion: 'us-east-1' });
    expect(first?.['StackId']).to.match(
      /^arn:aws:cloudformation:us-east-1:200000000002:stack\/StackSet-set-[0-9a-f-]{36}\/[0-9a-f-]{36}$/,
    );
    expect(first).to.include({ OrganizationalUnitId: at.unit('Workloads'), DriftStatus: 'NOT_CHECKED' });
  });

  it('never reach the management account, which is passed over in silence', async () => {
    await makeSet(at);
    const operation = await finished(at, 'CreateStackInstances', {
      DeploymentTargets: { OrganizationalUnitIds: [at.rootId] },
      Regions: ['eu-central-1'],
      OperationPreferences: QUICK,
    });
    const all = (await results(at, String(operation['OperationId']))).map(({ Account }) => Account);
    expect(all).to.have.members([ONE, TWO, THREE, FOUR, CLOSED]).and.not.include(MANAGEMENT);
  });

  it('follow INTERSECTION and DIFFERENCE, and UNION is refused on create', async () => {
    await makeSet(at);
    const DeploymentTargets = { OrganizationalUnitIds: [at.unit('Workloads')], Accounts: [TWO, FOUR] };
    const Regions = ['eu-central-1'];
    await finished(at, 'CreateStackInstances', {
      DeploymentTargets: { ...DeploymentTargets, AccountFilterType: 'INTERSECTION' },
      Regions,
    });
    expect(await states(at)).to.deep.equal(['2/eu-central-1 CURRENT SUCCEEDED']);
    await finished(at, 'CreateStackInstances', {
      DeploymentTargets: { ...DeploymentTargets, Accounts: [TWO, CLOSED], AccountFilterType: 'DIFFERENCE' },
      Regions,
    });
    expect(await states(at)).to.have.length(3);
    const union = { DeploymentTargets: { ...DeploymentTargets, AccountFilterType: 'UNION' }, Regions };
    expect(await at.refusal('CreateStackInstances', { StackSetName: 'set', ...union })).to.include({
      code: 'ValidationError',
      message: 'AccountFilterType UNION is not supported for CreateStackInstances operations',
    });
  });

  it('that failed keep the reason, lose their stack, and are tried again by an operation with a new id', async () => {
    await makeSet(at);
    thingsIn(at.world, TWO, 'eu-central-1')['topic'] = {};
    const input = {
      DeploymentTargets: { OrganizationalUnitIds: [at.unit('Prod')] },
      Regions: ['eu-central-1'],
      OperationPreferences: QUICK,
    };
    const first = await finished(at, 'CreateStackInstances', { ...input, OperationId: 'first' });
    expect(first['Status']).to.equal('SUCCEEDED');
    expect(first['StatusDetails']).to.deep.equal({ FailedStackInstancesCount: 1 });
    const [failed] = await instances(at, { Filters: [{ Name: 'DETAILED_STATUS', Values: 'FAILED' }] });
    expect(failed).to.include({ Account: TWO, Status: 'OUTDATED', LastOperationId: 'first' });
    expect(failed?.['StatusReason']).to.match(
      /^ResourceLogicalId:Topic, ResourceType:AWS::SNS::Topic, ResourceStatusReason:topic already exists\. \(Service: AmazonSNS; Status Code: 400; Error Code: TopicLimitExceeded; Request ID: [0-9a-f-]{36}; Proxy: null\)\.$/,
    );
    const member = at.role(TWO, 'OrganizationAccountAccessRole');
    const stack = await at.cfn('DescribeStacks', { StackName: failed?.['StackId'] }, { caller: member });
    expect((stack['Stacks'] as { StackStatus: string }[])[0]?.StackStatus).to.equal('DELETE_COMPLETE');

    expect(
      await at.refusal('CreateStackInstances', { StackSetName: 'set', ...input, OperationId: 'first' }),
    ).to.include({
      code: 'OperationIdAlreadyExistsException',
    });
    delete thingsIn(at.world, TWO, 'eu-central-1')['topic'];
    const touched = at.log.length;
    await finished(at, 'CreateStackInstances', { ...input, OperationId: 'second' });
    expect(await states(at)).to.deep.equal([
      '2/eu-central-1 CURRENT SUCCEEDED',
      '3/eu-central-1 CURRENT SUCCEEDED',
    ]);
    const made = at.log.slice(touched).filter(({ operation }) => operation === 'CreateStack');
    expect(made.map(({ accountId }) => accountId)).to.deep.equal([TWO]);
  });

  it('fail in an opt-in Region that the account has not enabled', async () => {
    await makeSet(at);
    const operation = await finished(at, 'CreateStackInstances', {
      DeploymentTargets: {
        OrganizationalUnitIds: [at.unit('Workloads')],
        Accounts: [ONE, TWO],
        AccountFilterType: 'INTERSECTION',
      },
      Regions: ['af-south-1'],
      OperationPreferences: QUICK,
    });
    const failed = await results(at, String(operation['OperationId']), {
      Filters: [{ Name: 'OPERATION_RESULT_STATUS', Values: 'FAILED' }],
    });
    expect(failed.map(({ Account, StatusReason }) => [Account, StatusReason])).to.deep.equal([
      [
        TWO,
        `STS is not activated in this region for account:${TWO}. Your account administrator can activate STS in this region using the IAM Console.`,
      ],
    ]);
  });

  const inOne = (Region: string) => ({
    DeploymentTargets: {
      OrganizationalUnitIds: [at.unit('Workloads')],
      Accounts: [ONE],
      AccountFilterType: 'INTERSECTION',
    },
    Regions: [Region],
    OperationPreferences: QUICK,
  });

  it('fail in an account that AWS is still setting up, or wait for it, by the world file', async () => {
    const ends: string[] = [];
    for (const settingUp of ['refused', 'waited-for']) {
      at.stop();
      at = organizationWorld(`cloudFormation: { settingUp: ${settingUp} }\n`, { settingUp: 600_000 });
      await makeSet(at);
      const began = at.world.clock.now();
      await finished(at, 'CreateStackInstances', inOne('us-east-1'));
      const waited = at.world.clock.now() - began >= 600_000;
      ends.push(`${(await states(at)).join()}${waited ? ', afterwards' : ''}`);
    }
    expect(ends).to.deep.equal(['1/us-east-1 OUTDATED FAILED', '1/us-east-1 CURRENT SUCCEEDED, afterwards']);
  });

  it('are let go of in a Region that was disabled since, or become INOPERABLE, by the world file', async () => {
    const left: (readonly string[])[] = [];
    for (const disabledRegion of ['let-go', 'inoperable']) {
      at.stop();
      at = organizationWorld(`cloudFormation: { disabledRegion: ${disabledRegion} }\n`);
      await makeSet(at);
      await finished(at, 'CreateStackInstances', inOne('af-south-1'));
      at.world.state(optInSlot, ONE, 'global').regions['af-south-1'] = 'DISABLED';
      await finished(at, 'DeleteStackInstances', { ...inOne('af-south-1'), RetainStacks: true });
      left.push(await states(at));
    }
    expect(left).to.deep.equal([[], ['1/af-south-1 INOPERABLE INOPERABLE']]);
  });

  it('are listed in pages of at most 100', async () => {
    at.stop();
    at = organizationWorld('generate: { accounts: 130 }\n');
    await makeSet(at);
    await finished(at, 'CreateStackInstances', {
      DeploymentTargets: { OrganizationalUnitIds: [at.unit('Generated')] },
      Regions: ['eu-central-1'],
      OperationPreferences: QUICK,
    });
    const first = await at.cfn('ListStackInstances', { StackSetName: 'set' });
    const second = await at.cfn('ListStackInstances', { StackSetName: 'set', NextToken: first['NextToken'] });
    expect([first, second].map(({ Summaries }) => (Summaries as unknown[]).length)).to.deep.equal([100, 30]);
    expect(second['NextToken']).to.equal(undefined);
    expect((await at.refusal('ListStackInstances', { StackSetName: 'set', MaxResults: 101 })).code).to.equal(
      'ValidationError',
    );
    expect((await at.refusal('ListStackInstances', { StackSetName: 'set', NextToken: 'x' })).code).to.equal(
      'ValidationError',
    );
  });
});
