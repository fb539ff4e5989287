import { expect } from 'chai';
import fc from 'fast-check';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import {
  describeOperation,
  ended,
  finished,
  makeSet,
  ONE,
  organizationWorld,
  QUICK,
  results,
  states,
  THREE,
  TWO,
} from './support/stack-sets.js';
import { limits } from '../../../src/simulator/services/cloudformation/stacksets/run-operation.js';
import { thingsIn } from './support/things.js';
import { until } from './support/world.js';
import type { TestWorld } from './support/world.js';

describe('operations of a StackSet', () => {
  let at: TestWorld;
  beforeEach(() => {
    at = organizationWorld();
  });
  afterEach(() => {
    at.stop();
    expect(at.defects()).to.deep.equal([]);
  });

  const target = (more: Shape = {}): Shape => ({
    DeploymentTargets: {
      OrganizationalUnitIds: [at.unit('Workloads')],
      Accounts: [ONE, TWO, THREE],
      AccountFilterType: 'INTERSECTION',
    },
    Regions: ['eu-central-1', 'us-east-1'],
    ...more,
  });
  const blockTopics = (account: string, region = 'eu-central-1'): void => {
    thingsIn(at.world, account, region)['topic'] = {};
  };
  const ofStatus = async (id: string): Promise<readonly string[]> =>
    (await results(at, id)).map(
      ({ Account, Region, Status }) => `${String(Account).slice(-1)}/${String(Region)} ${String(Status)}`,
    );

  it('go one account and one Region after the other by default', async () => {
    await makeSet(at);
    const start = at.world.clock.now();
    await finished(at, 'CreateStackInstances', target());
    expect(at.world.clock.now() - start).to.be.within(6 * 8000, 6 * 8000 + 2000);
  });

  it('go all at once where the preferences say so', async () => {
    await makeSet(at);
    const start = at.world.clock.now();
    await finished(at, 'CreateStackInstances', target({ OperationPreferences: QUICK }));
    expect(at.world.clock.now() - start).to.be.within(8000, 10_000);
  });

  it('stop at the first failure by default, in later Regions too, and cancel the rest', async () => {
    await makeSet(at);
    blockTopics(TWO);
    const operation = await finished(at, 'CreateStackInstances', target());
    expect(operation['Status']).to.equal('FAILED');
    expect(operation['StatusDetails']).to.deep.equal({ FailedStackInstancesCount: 1 });
    expect(await ofStatus(String(operation['OperationId']))).to.deep.equal([
      '1/eu-central-1 SUCCEEDED',
      '2/eu-central-1 FAILED',
      '3/eu-central-1 CANCELLED',
      '1/us-east-1 CANCELLED',
      '2/us-east-1 CANCELLED',
      '3/us-east-1 CANCELLED',
    ]);
    const [cancelled] = await results(at, String(operation['OperationId']), {
      Filters: [{ Name: 'OPERATION_RESULT_STATUS', Values: 'CANCELLED' }],
    });
    expect(cancelled?.['StatusReason']).to.equal('Cancelled since failure tolerance has exceeded');
    expect(await states(at, { Filters: [{ Name: 'DETAILED_STATUS', Values: 'CANCELLED' }] })).to.have.length(
      4,
    );
  });

  it('take Regions in the order asked for', async () => {
    await makeSet(at);
    blockTopics(ONE, 'us-east-1');
    const operation = await finished(
      at,
      'CreateStackInstances',
      target({ OperationPreferences: { RegionOrder: ['us-east-1', 'eu-central-1'] } }),
    );
    expect(await ofStatus(String(operation['OperationId'])))
      .to.include('1/us-east-1 FAILED')
      .and.include('1/eu-central-1 CANCELLED');
  });

  it('hold concurrency down to the tolerance that is left in strict mode, and keep it in soft mode', async () => {
    await makeSet(at);
    for (const account of [ONE, TWO, THREE]) blockTopics(account);
    const Regions = ['eu-central-1'];
    const strict = await finished(
      at,
      'CreateStackInstances',
      target({ Regions, OperationPreferences: { MaxConcurrentCount: 3, FailureToleranceCount: 1 } }),
    );
    expect(strict['StatusDetails']).to.deep.equal({ FailedStackInstancesCount: 2 });
    const soft = await finished(
      at,
      'CreateStackInstances',
      target({
        Regions,
        OperationPreferences: {
          MaxConcurrentCount: 3,
          FailureToleranceCount: 1,
          ConcurrencyMode: 'SOFT_FAILURE_TOLERANCE',
        },
      }),
    );
    expect(soft['StatusDetails']).to.deep.equal({ FailedStackInstancesCount: 3 });
    expect([strict['Status'], soft['Status']]).to.deep.equal(['FAILED', 'FAILED']);
  });

  it('succeed with failed instances as long as the tolerance is not exceeded', async () => {
    await makeSet(at);
    blockTopics(TWO);
    const operation = await finished(
      at,
      'CreateStackInstances',
      target({ OperationPreferences: { FailureTolerancePercentage: 34, MaxConcurrentPercentage: 100 } }),
    );
    expect(operation['Status']).to.equal('SUCCEEDED');
    expect(operation['StatusDetails']).to.deep.equal({ FailedStackInstancesCount: 1 });
  });

  it('end what runs and cancel what waits when they are stopped', async () => {
    await makeSet(at);
    const { OperationId } = await at.cfn('CreateStackInstances', { StackSetName: 'set', ...target() });
    await at.world.clock.sleep(1000);
    await at.cfn('StopStackSetOperation', { StackSetName: 'set', OperationId });
    expect(await describeOperation(at, String(OperationId))).to.include({ Status: 'STOPPING' });
    expect(await ended(at, String(OperationId))).to.include({ Status: 'STOPPED' });
    expect((await ofStatus(String(OperationId))).map((line) => line.split(' ')[1])).to.deep.equal([
      'SUCCEEDED',
      ...Array<string>(5).fill('CANCELLED'),
    ]);
    expect(await at.refusal('StopStackSetOperation', { StackSetName: 'set', OperationId })).to.include({
      code: 'InvalidOperationException',
    });
  });

  it('come one at a time: another one is refused, and so is a deletion', async () => {
    await makeSet(at);
    await at.cfn('CreateStackInstances', { StackSetName: 'set', ...target() });
    const refused = await at.refusal('CreateStackInstances', {
      StackSetName: 'set',
      ...target({ Regions: ['eu-west-1'] }),
    });
    expect(refused.code).to.equal('OperationInProgressException');
    expect(refused.message).to.match(
      /^Another Operation on StackSet arn:aws:cloudformation:eu-central-1:100000000000:stackset\/set:[0-9a-f-]{36} is in progress$/,
    );
    expect((await at.refusal('DeleteStackSet', { StackSetName: 'set' })).code).to.equal(
      'OperationInProgressException',
    );
  });

  it('run side by side with managed execution unless they conflict, and conflicting ones wait their turn', async () => {
    await makeSet(at, 'set', { ManagedExecution: { Active: true } });
    const begin = async (more: Shape): Promise<string> =>
      String((await at.cfn('CreateStackInstances', { StackSetName: 'set', ...target(more) }))['OperationId']);
    const first = await begin({ Regions: ['eu-central-1'] });
    const same = await begin({ Regions: ['eu-central-1'] });
    const other = await begin({ Regions: ['eu-west-1'] });
    const status = async (id: string): Promise<unknown> => (await describeOperation(at, id))['Status'];
    expect(await Promise.all([first, same, other].map(status))).to.deep.equal([
      'RUNNING',
      'QUEUED',
      'QUEUED',
    ]);
    await at.world.clock.sleep(2000);
    expect(await Promise.all([first, same, other].map(status))).to.deep.equal([
      'RUNNING',
      'QUEUED',
      'RUNNING',
    ]);
    await until(at.world, async () => (await status(same)) === 'SUCCEEDED');
    expect(await Promise.all([first, other].map(status))).to.deep.equal(['SUCCEEDED', 'SUCCEEDED']);
    expect(await status(same)).to.equal('SUCCEEDED');
  });

  it('that change the StackSet itself wait for all others, and change it only when their turn comes', async () => {
    await makeSet(at, 'set', { ManagedExecution: { Active: true } });
    await finished(at, 'CreateStackInstances', target({ Regions: ['us-east-1'] }));
    await at.cfn('CreateStackInstances', { StackSetName: 'set', ...target({ Regions: ['eu-central-1'] }) });
    const update = await at.cfn('UpdateStackSet', {
      StackSetName: 'set',
      UsePreviousTemplate: true,
      Parameters: [{ ParameterKey: 'Value', ParameterValue: 'second' }],
      ...target({ Regions: ['us-east-1'] }),
    });
    await at.world.clock.sleep(5000);
    expect(await describeOperation(at, String(update['OperationId']))).to.include({ Status: 'QUEUED' });
    expect(thingsIn(at.world, ONE, 'us-east-1')['topic']?.['Value']).to.equal('first');
    await ended(at, String(update['OperationId']));
    expect(thingsIn(at.world, ONE, 'us-east-1')['topic']?.['Value']).to.equal('second');
    expect(thingsIn(at.world, THREE, 'eu-central-1')['topic']?.['Value']).to.equal('first');
    const change = { StackSetName: 'set', UsePreviousTemplate: true, ManagedExecution: { Active: false } };
    await at.cfn('CreateStackInstances', { StackSetName: 'set', ...target({ Regions: ['eu-west-1'] }) });
    expect((await at.refusal('UpdateStackSet', change)).code).to.equal('InvalidOperationException');
  });

  it('never let more accounts fail in strict mode than the tolerance and one', () => {
    const numbers = {
      tolerance: fc.nat(50),
      most: fc.integer({ min: 1, max: 50 }),
      failures: fc.nat(50),
      accounts: fc.integer({ min: 1, max: 100 }),
    };
    fc.assert(
      fc.property(fc.record(numbers), ({ tolerance, most, failures, accounts }) => {
        const { concurrency } = limits(
          { regionOrder: [], failureToleranceCount: tolerance, maxConcurrentCount: most },
          accounts,
        );
        fc.pre(failures <= tolerance);
        expect(concurrency(failures)).to.be.at.least(1).and.at.most(most);
        expect(failures + concurrency(failures)).to.be.at.most(tolerance + 1);
      }),
    );
  });

  it('round percentages down, and concurrency up to one', () => {
    const of = (percentage: number): readonly number[] => {
      const { tolerance, concurrency } = limits(
        {
          regionOrder: [],
          failureTolerancePercentage: percentage,
          maxConcurrentPercentage: percentage,
          concurrencyMode: 'SOFT_FAILURE_TOLERANCE',
        },
        30,
      );
      return [tolerance, concurrency(0)];
    };
    expect([of(1), of(10), of(99), of(100)]).to.deep.equal([
      [0, 1],
      [3, 3],
      [29, 29],
      [30, 30],
    ]);
  });

  it('are listed newest first, and an unknown one is OperationNotFoundException', async () => {
    await makeSet(at);
    await finished(at, 'CreateStackInstances', target({ OperationId: 'a', OperationPreferences: QUICK }));
    await finished(at, 'CreateStackInstances', target({ OperationId: 'b', OperationPreferences: QUICK }));
    const listed = (await at.cfn('ListStackSetOperations', { StackSetName: 'set' }))[
      'Summaries'
    ] as readonly Shape[];
    expect(listed.map(({ OperationId }) => OperationId)).to.deep.equal(['b', 'a']);
    expect(
      await at.refusal('DescribeStackSetOperation', { StackSetName: 'set', OperationId: 'c' }),
    ).to.include({ code: 'OperationNotFoundException' });
  });
});
