import { expect } from 'chai';
import type { ServiceName, Shape } from '../../../src/simulator/kernel/contract.js';
import { makeBucket } from '../config/support/bucket.js';
import { createStack, updateStack } from '../config/support/stack.js';
import type { StackEnd } from '../config/support/stack.js';
import { addedRole, refusal, sessionOf, testWorld } from '../config/support/world.js';
import type { TestWorld } from '../config/support/world.js';
import { everything, place } from './support/everything.js';

/** Types of the stack that CloudFormation can't read. */
const BLIND = ['Recorder', 'Channel'];

describe('drift detection on a stack', () => {
  let test: TestWorld;
  let stack: StackEnd;
  before(async () => {
    test = await testWorld();
    await makeBucket(test);
    stack = await createStack(test, everything, place);
    expect(stack.failures).to.deep.equal({});
  });
  after(() => test.stop());

  const cfn = (operation: string, input: Shape = {}): Promise<Shape> =>
    test.call('cloudformation', operation, { StackName: 'test', ...input }, { accountId: place });
  const by = (service: ServiceName, operation: string, input: Shape): Promise<Shape> =>
    test.call(service, operation, input, { accountId: place });

  async function detect(input: Shape = {}): Promise<Shape> {
    const { StackDriftDetectionId } = await cfn('DetectStackDrift', input);
    await test.pass(60_000);
    return cfn('DescribeStackDriftDetectionStatus', { StackDriftDetectionId });
  }

  async function drifts(input: Shape = {}): Promise<Record<string, Shape>> {
    const answer = await cfn('DescribeStackResourceDrifts', input);
    const all = answer['StackResourceDrifts'] as Shape[];
    return Object.fromEntries(all.map((drift) => [String(drift['LogicalResourceId']), drift]));
  }

  /** `path type` of each difference of one resource. */
  async function differences(logicalId: string): Promise<readonly string[]> {
    const drift = (await drifts())[logicalId] ?? {};
    return ((drift['PropertyDifferences'] ?? []) as Shape[]).map(
      ({ PropertyPath, DifferenceType }) => `${String(PropertyPath)} ${String(DifferenceType)}`,
    );
  }

  it('says NOT_CHECKED before anybody asked', async () => {
    const { Stacks } = await cfn('DescribeStacks');
    expect((Stacks as Shape[])[0]?.['DriftInformation']).to.deep.equal({ StackDriftStatus: 'NOT_CHECKED' });
    expect(await drifts()).to.deep.equal({});
  });

  it('finds everything IN_SYNC that nobody touched, and passes over recorders and channels', async () => {
    const status = await detect();
    expect(status).to.include({
      DetectionStatus: 'DETECTION_COMPLETE',
      StackDriftStatus: 'IN_SYNC',
      DriftedStackResourceCount: 0,
    });
    const found = await drifts();
    const not = Object.entries(found).filter(([, drift]) => drift['StackResourceDriftStatus'] !== 'IN_SYNC');
    expect(not).to.deep.equal([]);
    expect(Object.keys(found).sort()).to.deep.equal(
      Object.keys(everything)
        .filter((name) => !BLIND.includes(name))
        .sort(),
    );
    const { StackResourceSummaries } = await cfn('ListStackResources');
    const recorder = (StackResourceSummaries as Shape[]).find(
      ({ LogicalResourceId }) => LogicalResourceId === 'Recorder',
    );
    expect(recorder?.['DriftInformation']).to.deep.equal({ StackResourceDriftStatus: 'NOT_CHECKED' });
  });

  const edits: readonly {
    readonly of: string;
    readonly what: string;
    readonly edit: () => Promise<unknown>;
    readonly differences: readonly string[];
  }[] = [
    {
      of: 'Role',
      what: 'a managed policy that somebody attached',
      edit: () =>
        by('iam', 'AttachRolePolicy', {
          RoleName: 'reader',
          PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
        }),
      differences: ['/ManagedPolicyArns/1 ADD'],
    },
    {
      of: 'ForwardRule',
      what: 'a rule that was turned off, with its target gone',
      edit: async () => {
        await by('events', 'RemoveTargets', { Rule: 'forward', Ids: ['topic'] });
        await by('events', 'PutRule', {
          Name: 'forward',
          State: 'DISABLED',
          EventPattern: '{"source":["aws.config"],"detail":{"messageType":["ComplianceChangeNotification"]}}',
        });
      },
      differences: ['/State NOT_EQUAL', '/Targets/0 REMOVE'],
    },
    {
      of: 'BusPolicy',
      what: 'a condition taken out of a statement',
      edit: () =>
        by('events', 'PutPermission', {
          EventBusName: 'central',
          StatementId: 'Organization',
          Action: 'events:PutEvents',
          Principal: '*',
        }),
      differences: ['/Statement/Condition REMOVE'],
    },
    {
      of: 'TopicPolicy',
      what: 'another document',
      edit: () =>
        by('sns', 'SetTopicAttributes', {
          TopicArn: stack.refs['Topic'],
          AttributeName: 'Policy',
          AttributeValue: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: `arn:aws:iam::${place}:root` },
                Action: 'sns:Subscribe',
                Resource: stack.refs['Topic'],
              },
            ],
          }),
        }),
      differences: ['/PolicyDocument/Statement/0/Action NOT_EQUAL'],
    },
    {
      of: 'BucketPolicy',
      what: 'a statement more',
      edit: async () => {
        const { Policy } = await by('s3', 'GetBucketPolicy', { Bucket: 'history-of-all' });
        const policy = JSON.parse(String(Policy)) as { Statement: unknown[] };
        policy.Statement.push({
          Effect: 'Deny',
          Principal: { Service: 'config.amazonaws.com' },
          Action: 's3:PutObject',
          Resource: 'arn:aws:s3:::history-of-all/*',
        });
        await by('s3', 'PutBucketPolicy', { Bucket: 'history-of-all', Policy: JSON.stringify(policy) });
      },
      differences: ['/PolicyDocument/Statement/1 ADD'],
    },
    {
      of: 'Bucket',
      what: 'versions turned off',
      edit: () => by('s3', 'PutBucketVersioning', { Bucket: 'history-of-all', Status: 'Suspended' }),
      differences: ['/VersioningConfiguration/Status NOT_EQUAL'],
    },
    {
      of: 'Topic',
      what: 'another display name',
      edit: () =>
        by('sns', 'SetTopicAttributes', {
          TopicArn: stack.refs['Topic'],
          AttributeName: 'DisplayName',
          AttributeValue: 'theirs',
        }),
      differences: ['/DisplayName NOT_EQUAL'],
    },
    {
      of: 'Key',
      what: 'rotation turned off',
      edit: () => by('kms', 'DisableKeyRotation', { KeyId: stack.refs['Key'] }),
      differences: ['/EnableKeyRotation NOT_EQUAL'],
    },
    {
      of: 'Rule',
      what: 'another number of days and another frequency',
      edit: () =>
        by('config', 'PutConfigRule', {
          ConfigRule: {
            ConfigRuleName: 'secretsmanager-secret-unused',
            Description: 'unused',
            InputParameters: '{"unusedForDays":"3000"}',
            MaximumExecutionFrequency: 'One_Hour',
            Source: { Owner: 'AWS', SourceIdentifier: 'SECRETSMANAGER_SECRET_UNUSED' },
          },
        }),
      differences: ['/InputParameters/unusedForDays NOT_EQUAL', '/MaximumExecutionFrequency NOT_EQUAL'],
    },
    {
      of: 'Aggregator',
      what: 'a Region less',
      edit: () =>
        by('config', 'PutConfigurationAggregator', {
          ConfigurationAggregatorName: 'all',
          AccountAggregationSources: [{ AccountIds: [place], AwsRegions: ['us-east-1'] }],
        }),
      differences: ['/AccountAggregationSources/0/AwsRegions/0 REMOVE'],
    },
  ];

  for (const { of, what, edit, differences: expected } of edits) {
    it(`finds ${what} (${String(everything[of]?.['Type'])})`, async () => {
      await edit();
      expect(await detect({ LogicalResourceIds: [of] })).to.include({
        StackDriftStatus: 'DRIFTED',
        DriftedStackResourceCount: 1,
      });
      expect((await drifts())[of]).to.include({ StackResourceDriftStatus: 'MODIFIED' });
      expect(await differences(of)).to.deep.equal(expected);
    });
  }

  it('shows both sides of a difference, and what was there as JSON', async () => {
    const topic = (await drifts({ StackResourceDriftStatusFilters: ['MODIFIED'] }))['Topic'] ?? {};
    expect(topic['PropertyDifferences']).to.deep.equal([
      {
        PropertyPath: '/DisplayName',
        ExpectedValue: 'orgsecrets',
        ActualValue: 'theirs',
        DifferenceType: 'NOT_EQUAL',
      },
    ]);
    expect(JSON.parse(String(topic['ExpectedProperties']))).to.include({ DisplayName: 'orgsecrets' });
    expect(JSON.parse(String(topic['ActualProperties']))).to.include({ DisplayName: 'theirs' });
  });

  const deletions: readonly (readonly [of: string, work: () => Promise<unknown>])[] = [
    [
      'BusPolicy',
      () => by('events', 'RemovePermission', { EventBusName: 'central', StatementId: 'Organization' }),
    ],
    ['Bus', () => by('events', 'DeleteEventBus', { Name: 'central' })],
    ['ForwardRule', () => by('events', 'DeleteRule', { Name: 'forward' })],
    ['BucketPolicy', () => by('s3', 'DeleteBucketPolicy', { Bucket: 'history-of-all' })],
    ['Bucket', () => by('s3', 'DeleteBucket', { Bucket: 'history-of-all' })],
    ['Topic', () => by('sns', 'DeleteTopic', { TopicArn: stack.refs['Topic'] })],
    // With its topic.
    ['TopicPolicy', () => Promise.resolve()],
    ['Alias', () => by('kms', 'DeleteAlias', { AliasName: 'alias/topic' })],
    ['Key', () => by('kms', 'ScheduleKeyDeletion', { KeyId: stack.refs['Key'], PendingWindowInDays: 7 })],
    ['Rule', () => by('config', 'DeleteConfigRule', { ConfigRuleName: 'secretsmanager-secret-unused' })],
    [
      'Aggregator',
      () => by('config', 'DeleteConfigurationAggregator', { ConfigurationAggregatorName: 'all' }),
    ],
    [
      'Role',
      async () => {
        const RoleName = 'reader';
        for (const name of ['AdministratorAccess', 'service-role/AWSConfigRoleForOrganizations'])
          await by('iam', 'DetachRolePolicy', { RoleName, PolicyArn: `arn:aws:iam::aws:policy/${name}` });
        await by('iam', 'DeleteRolePolicy', { RoleName, PolicyName: 'read' });
        await by('iam', 'DeleteRole', { RoleName });
      },
    ],
  ];

  for (const [of, work] of deletions) {
    it(`finds that ${String(everything[of]?.['Type'])} is gone, without properties`, async () => {
      await work();
      await test.pass(60_000);
      await detect({ LogicalResourceIds: [of] });
      const found = (await drifts({ StackResourceDriftStatusFilters: ['DELETED'] }))[of] ?? {};
      expect(found).to.include({ StackResourceDriftStatus: 'DELETED', LogicalResourceId: of });
      expect(found).not.to.have.any.keys('ExpectedProperties', 'ActualProperties');
      expect(found['PropertyDifferences']).to.deep.equal([]);
    });
  }

  it('counts what drifted in the whole stack', async () => {
    expect(await detect()).to.include({
      StackDriftStatus: 'DRIFTED',
      DriftedStackResourceCount: deletions.length,
    });
    const { Stacks } = await cfn('DescribeStacks');
    expect((Stacks as Shape[])[0]?.['DriftInformation']).to.include({ StackDriftStatus: 'DRIFTED' });
  });

  it('deletes a stack of which nothing is left', async () => {
    await cfn('DeleteStack');
    await test.pass(3_600_000);
    const { Stacks } = await cfn('DescribeStacks', { StackName: stack.id });
    expect((Stacks as Shape[])[0]?.['StackStatus']).to.equal('DELETE_COMPLETE');
  });
});

describe('drift detection, and who may ask for it', () => {
  let test: TestWorld;
  const { Topic, Rule, Recorder, Channel } = everything;
  beforeEach(async () => {
    test = await testWorld();
    await makeBucket(test);
    const plain = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'central', DisplayName: 'one' } };
    expect(Topic).to.have.property('Type', plain.Type);
    const made = await createStack(test, { Topic: plain, Rule, Recorder, Channel }, place);
    expect(made.failures).to.deep.equal({});
  });
  afterEach(() => test.stop());

  const as = (allow: readonly string[]) =>
    sessionOf(addedRole(test.world, place, 'checker', { allow: [{ Action: allow, Resource: '*' }] }), place);
  const detecting = [
    'cloudformation:DetectStackDrift',
    'cloudformation:DetectStackResourceDrift',
    'cloudformation:BatchDescribeTypeConfigurations',
    'cloudformation:Describe*',
  ];

  for (const missing of detecting.slice(0, 3)) {
    it(`takes ${missing}`, async () => {
      const caller = as(detecting.filter((action) => action !== missing));
      const error = await refusal(
        test.call('cloudformation', 'DetectStackDrift', { StackName: 'test' }, { caller }),
      );
      expect(error.code).to.equal('AccessDenied');
      expect(error.message).to.include(missing);
    });
  }

  it('takes rights to see what it found: on the stack, and for its status on everything', async () => {
    const detect = { StackName: 'test' };
    const { StackDriftDetectionId } = await test.call('cloudformation', 'DetectStackDrift', detect, {
      accountId: place,
    });
    const stack = `arn:aws:cloudformation:*:${place}:stack/test/*`;
    const role = addedRole(test.world, place, 'reader', {
      allow: [{ Action: 'cloudformation:Describe*', Resource: stack }],
    });
    const caller = sessionOf(role, place);
    await test.call('cloudformation', 'DescribeStackResourceDrifts', { StackName: 'test' }, { caller });
    const status = { StackDriftDetectionId };
    const refused = test.call('cloudformation', 'DescribeStackDriftDetectionStatus', status, { caller });
    expect((await refusal(refused)).message).to.include('on resource: *');
    const other = test.call(
      'cloudformation',
      'DescribeStackResourceDrifts',
      { StackName: 'other' },
      { caller },
    );
    expect((await refusal(other)).code).to.equal('AccessDenied');
  });

  it('reads every resource with the rights of the caller: what it may not read is UNKNOWN', async () => {
    const caller = as([...detecting, 'sns:*']);
    const call = (operation: string, input: Shape): Promise<Shape> =>
      test.call('cloudformation', operation, input, { caller });
    const { StackDriftDetectionId } = await call('DetectStackDrift', { StackName: 'test' });
    await test.pass(60_000);
    const status = await call('DescribeStackDriftDetectionStatus', { StackDriftDetectionId });
    expect(status).to.include({ DetectionStatus: 'DETECTION_FAILED', StackDriftStatus: 'UNKNOWN' });
    expect(String(status['DetectionStatusReason'])).to.include('config:DescribeConfigRules');
    const { StackResourceDrifts } = await call('DescribeStackResourceDrifts', {
      StackName: 'test',
      StackResourceDriftStatusFilters: ['UNKNOWN'],
    });
    expect((StackResourceDrifts as Shape[]).map((drift) => drift['LogicalResourceId'])).to.deep.equal([
      'Rule',
    ]);
  });

  it('runs once at a time on a stack', async () => {
    const detect = (): Promise<Shape> =>
      test.call('cloudformation', 'DetectStackDrift', { StackName: 'test' }, { accountId: place });
    await detect();
    expect((await refusal(detect())).message).to.include('already in progress');
  });
});

describe('an update of a stack whose resources are not what they were', () => {
  let test: TestWorld;
  beforeEach(async () => {
    test = await testWorld();
    await makeBucket(test);
    await createStack(test, resources(), place);
  });
  afterEach(() => test.stop());

  const { Recorder, Channel, Rule, Bucket, BucketPolicy } = everything;
  const resources = (changes: Readonly<Record<string, Shape>> = {}): Shape => {
    const all = { Recorder, Channel, Rule, Bucket, BucketPolicy } as Record<string, Shape>;
    return Object.fromEntries(
      Object.entries(all).map(([name, resource]) => [
        name,
        { ...resource, Properties: { ...(resource['Properties'] as Shape), ...changes[name] } },
      ]),
    );
  };
  const by = (service: ServiceName, operation: string, input: Shape): Promise<Shape> =>
    test.call(service, operation, input, { accountId: place });
  const rules = async (): Promise<readonly unknown[]> =>
    ((await by('config', 'DescribeConfigRules', {}))['ConfigRules'] as Shape[]).map(
      (rule) => rule['ConfigRuleName'],
    );

  async function deleteRule(): Promise<void> {
    await by('config', 'DeleteConfigRule', { ConfigRuleName: 'secretsmanager-secret-unused' });
    await test.pass(60_000);
  }

  it('does nothing with the same template: what is gone stays gone', async () => {
    await deleteRule();
    const error = await refusal(updateStack(test, resources(), place));
    expect(error.message).to.equal('No updates are to be performed.');
    expect(await rules()).to.deep.equal([]);
  });

  it('that does not reach what is gone succeeds, and leaves it gone', async () => {
    await deleteRule();
    const end = await updateStack(
      test,
      resources({ Bucket: { VersioningConfiguration: { Status: 'Suspended' } } }),
      place,
    );
    expect(end.status).to.equal('UPDATE_COMPLETE');
    expect(await rules()).to.deep.equal([]);
  });

  it('that reaches what is gone fails with NotFound, and so does its rollback', async () => {
    await deleteRule();
    const end = await updateStack(
      test,
      resources({ Rule: { InputParameters: { unusedForDays: 7 } } }),
      place,
    );
    expect(end.status).to.equal('UPDATE_ROLLBACK_FAILED');
    expect(end.failures['Rule']).to.match(
      /^Resource of type 'AWS::Config::ConfigRule' with identifier 'secretsmanager-secret-unused' was not found\. \(RequestToken: .*, HandlerErrorCode: NotFound\)$/,
    );
    const error = await refusal(updateStack(test, resources({ Rule: { Description: 'more' } }), place));
    expect(error.message).to.include('is in UPDATE_ROLLBACK_FAILED state and can not be updated');
  });

  it('of a policy that is gone fails, although S3 would put it', async () => {
    await by('s3', 'DeleteBucketPolicy', { Bucket: 'history-of-all' });
    const PolicyDocument = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${place}:root` },
          Action: 's3:ListBucket',
          Resource: 'arn:aws:s3:::history-of-all',
        },
      ],
    };
    const end = await updateStack(test, resources({ BucketPolicy: { PolicyDocument } }), place);
    expect(end.failures['BucketPolicy']).to.include('HandlerErrorCode: NotFound');
  });

  it('puts a recorder that is gone: its type is not in the registry', async () => {
    await by('config', 'DeleteConfigurationRecorder', { ConfigurationRecorderName: 'orgsecrets' });
    const RecordingMode = { RecordingFrequency: 'DAILY' };
    const end = await updateStack(test, resources({ Recorder: { RecordingMode } }), place);
    expect(end.status).to.equal('UPDATE_COMPLETE');
    const { ConfigurationRecorders } = await by('config', 'DescribeConfigurationRecorders', {});
    expect((ConfigurationRecorders as Shape[])[0]).to.include({ name: 'orgsecrets' });
  });

  it('that takes out what is gone succeeds, and one that brings it in again makes it', async () => {
    await deleteRule();
    const { Rule: rule, ...others } = resources();
    expect((await updateStack(test, others, place)).status).to.equal('UPDATE_COMPLETE');
    expect((await updateStack(test, { ...others, Rule: rule }, place)).status).to.equal('UPDATE_COMPLETE');
    expect(await rules()).to.deep.equal(['secretsmanager-secret-unused']);
  });
});
