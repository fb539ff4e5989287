import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import {
  describeOperation,
  ended,
  finished,
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
import { until } from './support/world.js';
import type { TestWorld } from './support/world.js';

const REGION = 'eu-central-1';

describe('drift detection on a StackSet', () => {
  let at: TestWorld;
  const targets = (...accounts: readonly string[]): Shape => ({
    DeploymentTargets: {
      OrganizationalUnitIds: [at.unit('Workloads')],
      Accounts: accounts,
      AccountFilterType: 'INTERSECTION',
    },
    Regions: [REGION],
    OperationPreferences: QUICK,
  });

  async function world(more = ''): Promise<void> {
    at = organizationWorld(more);
    await makeSet(at);
    await finished(at, 'CreateStackInstances', targets(ONE, TWO, THREE));
  }
  afterEach(() => {
    at.stop();
    expect(at.defects()).to.deep.equal([]);
  });

  const detect = (more: Shape = {}): Promise<Shape> =>
    finished(at, 'DetectStackSetDrift', { OperationPreferences: QUICK, ...more });
  const drift = async (more: Shape = {}): Promise<readonly string[]> =>
    (await instances(at, more)).map(
      ({ Account, DriftStatus }) => `${String(Account).slice(-1)} ${String(DriftStatus)}`,
    );
  const stackOf = async (account: string): Promise<string> =>
    String((await instances(at, { StackInstanceAccount: account }))[0]?.['StackId']);
  /** Somebody in the account edits the one thing of the stack, or takes it away. */
  const edit = (account: string): void => {
    const thing = thingsIn(at.world, account, REGION)['topic'];
    if (thing) thing['Value'] = 'theirs';
  };
  const remove = (account: string): void => {
    delete thingsIn(at.world, account, REGION)['topic'];
  };
  const inAccount = (account: string) => ({
    caller: at.role(account, 'OrganizationAccountAccessRole'),
    region: REGION,
  });

  it('tells which instances drifted, how many, and when it looked', async () => {
    await world();
    edit(TWO);
    const operation = await detect({ OperationId: 'drift-1' });
    expect(operation).to.include({ Action: 'DETECT_DRIFT', Status: 'SUCCEEDED' });
    const details = operation['StackSetDriftDetectionDetails'] as Shape;
    expect(details).to.include({
      DriftStatus: 'DRIFTED',
      DriftDetectionStatus: 'COMPLETED',
      TotalStackInstancesCount: 3,
      DriftedStackInstancesCount: 1,
      InSyncStackInstancesCount: 2,
      InProgressStackInstancesCount: 0,
      FailedStackInstancesCount: 0,
    });
    expect(await drift()).to.have.members(['1 IN_SYNC', '2 DRIFTED', '3 IN_SYNC']);
    expect(await drift({ Filters: [{ Name: 'DRIFT_STATUS', Values: 'DRIFTED' }] })).to.deep.equal([
      '2 DRIFTED',
    ]);
    const { StackSet } = await at.cfn('DescribeStackSet', { StackSetName: 'set' });
    expect((StackSet as Shape)['StackSetDriftDetectionDetails']).to.deep.equal(details);
    const [instance] = await instances(at, { StackInstanceAccount: TWO });
    expect(instance?.['LastDriftCheckTimestamp']).to.deep.equal(details['LastDriftCheckTimestamp']);
    const { Summaries } = await at.cfn('ListStackSets', {});
    expect((Summaries as Shape[])[0]).to.include({ DriftStatus: 'DRIFTED' });
    expect((await results(at, 'drift-1')).map((result) => result['StatusReason'])).to.have.members([
      'IN_SYNC',
      'DRIFTED',
      'IN_SYNC',
    ]);
  });

  it('changes nothing of an instance but its drift and the last operation', async () => {
    await world();
    edit(TWO);
    const before = await states(at);
    await detect({ OperationId: 'drift-1' });
    expect(await states(at)).to.deep.equal(before);
    expect((await instances(at)).map((instance) => instance['LastOperationId'])).to.deep.equal(
      Array(3).fill('drift-1'),
    );
  });

  it('says NOT_CHECKED, and has no details, before the first', async () => {
    await world();
    expect(await drift()).to.deep.equal(['1 NOT_CHECKED', '2 NOT_CHECKED', '3 NOT_CHECKED']);
    expect(await drift({ Filters: [{ Name: 'DRIFT_STATUS', Values: 'DRIFTED' }] })).to.deep.equal([]);
    const { StackSet } = await at.cfn('DescribeStackSet', { StackSetName: 'set' });
    expect((StackSet as Shape)['StackSetDriftDetectionDetails']).to.equal(undefined);
  });

  it('shows an operation that is under way as far as it has come', async () => {
    await world();
    const { OperationId } = await at.cfn('DetectStackSetDrift', { StackSetName: 'set' });
    await until(at.world, async () => {
      const details = (await describeOperation(at, String(OperationId)))[
        'StackSetDriftDetectionDetails'
      ] as Shape;
      return details['InSyncStackInstancesCount'] === 1;
    });
    const details = (await describeOperation(at, String(OperationId)))[
      'StackSetDriftDetectionDetails'
    ] as Shape;
    expect(details).to.include({ DriftDetectionStatus: 'IN_PROGRESS', InProgressStackInstancesCount: 2 });
    await ended(at, String(OperationId));
  });

  it('lists the resources of one instance with their differences, for the operation that was last', async () => {
    await world();
    edit(TWO);
    remove(THREE);
    await detect({ OperationId: 'drift-1' });
    const list = async (
      account: string,
      OperationId: string,
      more: Shape = {},
    ): Promise<readonly Shape[]> => {
      const answer = await at.cfn('ListStackInstanceResourceDrifts', {
        StackSetName: 'set',
        StackInstanceAccount: account,
        StackInstanceRegion: REGION,
        OperationId,
        ...more,
      });
      return answer['Summaries'] as Shape[];
    };
    expect((await list(TWO, 'drift-1'))[0]).to.deep.include({
      LogicalResourceId: 'Topic',
      PhysicalResourceId: 'topic',
      StackResourceDriftStatus: 'MODIFIED',
      PropertyDifferences: [
        {
          PropertyPath: '/Value',
          ExpectedValue: 'first',
          ActualValue: 'theirs',
          DifferenceType: 'NOT_EQUAL',
        },
      ],
    });
    expect((await list(THREE, 'drift-1'))[0]).to.include({ StackResourceDriftStatus: 'DELETED' });
    const only = { StackInstanceResourceDriftStatuses: ['MODIFIED', 'DELETED'] };
    expect(await list(ONE, 'drift-1', only)).to.deep.equal([]);
    await detect({ OperationId: 'drift-2' });
    expect(await list(TWO, 'drift-1')).to.deep.equal([]);
    expect(await list(TWO, 'drift-2')).to.have.length(1);
    expect(
      await at.refusal('ListStackInstanceResourceDrifts', {
        StackSetName: 'set',
        StackInstanceAccount: TWO,
        StackInstanceRegion: REGION,
        OperationId: 'never',
      }),
    ).to.include({ code: 'OperationNotFoundException' });
  });

  it('counts an instance whose stack is gone as failed, and the rest as a partial success', async () => {
    await world();
    const stackId = await stackOf(ONE);
    await at.cfn('DeleteStack', { StackName: stackId }, inAccount(ONE));
    await at.world.clock.sleep(60_000);
    const operation = await detect({ OperationId: 'drift-1' });
    expect(operation['Status']).to.equal('SUCCEEDED');
    expect(operation['StackSetDriftDetectionDetails']).to.include({
      DriftDetectionStatus: 'PARTIAL_SUCCESS',
      FailedStackInstancesCount: 1,
    });
    const [failed] = (await results(at, 'drift-1')).filter(({ Status }) => Status === 'FAILED');
    expect(failed?.['StatusReason']).to.equal(`Stack with id ${stackId} does not exist`);
    expect(await states(at)).to.include('1/eu-central-1 CURRENT SUCCEEDED');
  });

  it('fails beyond its tolerance', async () => {
    await world();
    await at.cfn('DeleteStack', { StackName: await stackOf(ONE) }, inAccount(ONE));
    await at.world.clock.sleep(60_000);
    const operation = await finished(at, 'DetectStackSetDrift', {});
    expect(operation['Status']).to.equal('FAILED');
    expect(operation['StackSetDriftDetectionDetails']).to.include({ DriftDetectionStatus: 'FAILED' });
  });

  it('is one operation at a time, like every other', async () => {
    await world();
    await at.cfn('DetectStackSetDrift', { StackSetName: 'set' });
    expect(await at.refusal('DetectStackSetDrift', { StackSetName: 'set' })).to.include({
      code: 'OperationInProgressException',
    });
  });

  it('can be stopped', async () => {
    await world();
    const { OperationId } = await at.cfn('DetectStackSetDrift', { StackSetName: 'set' });
    await at.cfn('StopStackSetOperation', { StackSetName: 'set', OperationId });
    const operation = await ended(at, String(OperationId));
    expect(operation['StackSetDriftDetectionDetails']).to.include({ DriftDetectionStatus: 'STOPPED' });
    expect(await states(at)).to.deep.equal([1, 2, 3].map((n) => `${n}/eu-central-1 CURRENT SUCCEEDED`));
  });

  it('passes over types that CloudFormation can’t read, as the world says', async () => {
    await world('cloudFormation: { unreadableTypes: ["AWS::SNS::Topic"] }');
    remove(TWO);
    await detect();
    expect(await drift()).to.deep.equal(['1 IN_SYNC', '2 IN_SYNC', '3 IN_SYNC']);
  });

  it('takes the right to ask for it', async () => {
    at = organizationWorld('', {
      managementRoles: [
        {
          name: 'looker',
          policies: [
            {
              Statement: [
                { Effect: 'Allow', Action: 'cloudformation:Describe*', Resource: '*' },
                { Effect: 'Allow', Action: 'cloudformation:ListStackInstances', Resource: '*' },
              ],
            },
          ],
        },
      ],
    });
    await makeSet(at);
    const caller = at.role('100000000000', 'looker');
    for (const operation of ['DetectStackSetDrift', 'ListStackInstanceResourceDrifts']) {
      const input = {
        StackSetName: 'set',
        StackInstanceAccount: TWO,
        StackInstanceRegion: REGION,
        OperationId: 'drift-1',
      };
      const refused = await at.refusal(operation, input, { caller });
      expect(refused.code).to.equal('AccessDenied');
      expect(refused.message).to.include(`cloudformation:${operation}`).and.to.include(':stackset/set:');
    }
  });

  describe('an instance whose stack somebody deleted in the account', () => {
    const lose = async (): Promise<string> => {
      const stackId = await stackOf(ONE);
      await at.cfn('DeleteStack', { StackName: stackId }, inAccount(ONE));
      await at.world.clock.sleep(60_000);
      expect(thingsIn(at.world, ONE, REGION)['topic']).to.equal(undefined);
      return stackId;
    };
    const stands = (): boolean => thingsIn(at.world, ONE, REGION)['topic'] !== undefined;

    it('stays CURRENT: StackSets do not hear of it', async () => {
      await world();
      await lose();
      expect(await states(at)).to.include('1/eu-central-1 CURRENT SUCCEEDED');
    });

    it('is made again by an update or by CreateStackInstances, under one reading', async () => {
      await world();
      const lost = await lose();
      await finished(at, 'UpdateStackInstances', targets(ONE));
      expect(stands()).to.equal(true);
      expect(await stackOf(ONE)).not.to.equal(lost);
      await lose();
      await finished(at, 'CreateStackInstances', targets(ONE));
      expect(stands()).to.equal(true);
    });

    it('fails an update and is passed over by CreateStackInstances, under the other', async () => {
      await world('cloudFormation: { deletedStack: missed }');
      const lost = await lose();
      await finished(at, 'CreateStackInstances', targets(ONE));
      expect(stands()).to.equal(false);
      expect(await states(at)).to.include('1/eu-central-1 CURRENT SUCCEEDED');
      await finished(at, 'UpdateStackInstances', targets(ONE));
      expect(stands()).to.equal(false);
      const [instance] = await instances(at, { StackInstanceAccount: ONE });
      expect(instance).to.include({
        Status: 'OUTDATED',
        StatusReason: `Stack with id ${lost} does not exist`,
      });
    });

    for (const reading of ['made-again', 'missed']) {
      it(`is let go of with RetainStacks, and then made anew (deletedStack: ${reading})`, async () => {
        await world(`cloudFormation: { deletedStack: ${reading} }`);
        await lose();
        await finished(at, 'DeleteStackInstances', { ...targets(ONE), RetainStacks: true });
        expect(await instances(at, { StackInstanceAccount: ONE })).to.deep.equal([]);
        await finished(at, 'CreateStackInstances', targets(ONE));
        expect(stands()).to.equal(true);
        expect(await states(at)).to.include('1/eu-central-1 CURRENT SUCCEEDED');
      });

      it(`is deleted without RetainStacks as well (deletedStack: ${reading})`, async () => {
        await world(`cloudFormation: { deletedStack: ${reading} }`);
        await lose();
        const operation = await finished(at, 'DeleteStackInstances', {
          ...targets(ONE),
          RetainStacks: false,
        });
        expect(operation['Status']).to.equal('SUCCEEDED');
        expect(await instances(at, { StackInstanceAccount: ONE })).to.deep.equal([]);
      });
    }

    it('whose creation failed is tried again under both readings', async () => {
      await world('cloudFormation: { deletedStack: missed }');
      await finished(at, 'DeleteStackInstances', { ...targets(ONE), RetainStacks: false });
      await at.call('sns', 'PutThing', { Name: 'topic' }, inAccount(ONE));
      await finished(at, 'CreateStackInstances', targets(ONE));
      expect(await states(at)).to.include('1/eu-central-1 OUTDATED FAILED');
      remove(ONE);
      await finished(at, 'CreateStackInstances', targets(ONE));
      expect(await states(at)).to.include('1/eu-central-1 CURRENT SUCCEEDED');
    });
  });
});
