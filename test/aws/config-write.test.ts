import { expect } from 'chai';
import type { ConfigWritePort } from '../../src/apply/ports.js';
import {
  assumedRole,
  callerIdentity,
  connected,
  type FakeAnswer,
  fakeAws,
  jsonError,
  notingClock,
  queryError,
} from './fake-aws.js';

const target = { accountId: '333333333333', region: 'eu-west-1' };
const aggregator = {
  name: 'all',
  accountId: '222222222222',
  region: 'us-east-1',
  roleArn: 'arn:aws:iam::222222222222:role/orgsecrets-aggregator',
  regions: ['us-east-1'],
  tags: { team: 'platform' },
};

interface Script {
  readonly roles?: readonly string[];
  readonly answers?: Readonly<Record<string, (count: number) => FakeAnswer>>;
}

async function changing<T>({ roles, answers = {} }: Script, change: (config: ConfigWritePort) => Promise<T>) {
  const server = await fakeAws(({ operation, query }, count) => {
    if (operation === 'GetCallerIdentity') return callerIdentity;
    const role = query.get('RoleArn')?.split('/').at(-1) ?? '';
    if (operation === 'AssumeRole')
      return roles === undefined || roles.includes(role)
        ? assumedRole('ASIAEXAMPLE')
        : queryError('AccessDenied', role, 403);
    return answers[operation]?.(count) ?? { body: {} };
  });
  const { clock, slept } = notingClock();
  const { aws } = await connected(server.endpoint, { clock });
  try {
    const result = await change(aws.apply.config).catch((error: unknown) => error);
    const roleNames = server.requests.flatMap(({ query }) => query.get('RoleArn')?.split('/').at(-1) ?? []);
    return { result, slept, roleNames, requests: server.requests, calls: aws.calls() };
  } finally {
    aws.close();
    await server.stop();
  }
}

describe('changing AWS Config', () => {
  it('starts our recorder with the mend role, and a foreign one with the role made for that', async () => {
    const own = await changing({}, (config) => config.startRecorder(target, 'orgsecrets'));
    expect(own.roleNames).to.deep.equal(['orgsecrets-mend']);
    expect(own.requests.at(-1)).to.include({
      operation: 'StartConfigurationRecorder',
      body: '{"ConfigurationRecorderName":"orgsecrets"}',
    });
    expect(own.calls).to.include({ total: 3, mutating: 1 });
    const foreign = await changing({}, (config) => config.startRecorder(target, 'default'));
    expect(foreign.roleNames).to.deep.equal(['orgsecrets-extend']);
  });

  it('leaves a stand-in nothing but the one action', async () => {
    const { requests } = await changing({ roles: ['OrganizationAccountAccessRole'] }, (config) =>
      config.startRecorder(target, 'orgsecrets'),
    );
    const policy = requests.findLast(({ operation }) => operation === 'AssumeRole')?.query.get('Policy');
    expect(JSON.parse(policy ?? '')).to.deep.include({
      Statement: [{ Effect: 'Allow', Action: 'config:StartConfigurationRecorder', Resource: '*' }],
    });
  });

  it('says NotPermitted where there is no role at all', async () => {
    const { result } = await changing({ roles: [] }, (config) => config.startRecorder(target, 'orgsecrets'));
    expect(result).to.include({ code: 'NotPermitted' });
  });

  it('puts rules of ours back as their stack made them', async () => {
    const rule = {
      name: 'secretsmanager-secret-unused',
      identifier: 'SECRETSMANAGER_SECRET_UNUSED',
      description: 'says what for',
      resourceTypes: [],
      parameters: { unusedForDays: '90' },
      frequency: 'Six_Hours',
    };
    const { requests, roleNames } = await changing({}, (config) => config.putRules(target, [rule]));
    expect(roleNames).to.deep.equal(['orgsecrets-mend']);
    expect(JSON.parse(requests.at(-1)?.body ?? '')).to.deep.equal({
      ConfigRule: {
        ConfigRuleName: 'secretsmanager-secret-unused',
        Description: 'says what for',
        Source: { Owner: 'AWS', SourceIdentifier: 'SECRETSMANAGER_SECRET_UNUSED' },
        InputParameters: '{"unusedForDays":"90"}',
        MaximumExecutionFrequency: 'Six_Hours',
      },
    });
  });

  describe('putting a recorder of ours back', () => {
    const settings = {
      roleArn: 'arn:aws:iam::333333333333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
      allSupported: false,
      includeGlobalResourceTypes: false,
      strategy: 'INCLUSION_BY_RESOURCE_TYPES',
      resourceTypes: ['AWS::SecretsManager::Secret'],
      excludedTypes: [],
      frequency: 'CONTINUOUS',
      frequencyOverrides: [],
    } as const;
    const channel = { bucket: 'history', keyPrefix: 'all', kmsKeyArn: undefined, topicArn: undefined };

    it('puts what is given under its name, the recorder first, and starts it last', async () => {
      const { requests, roleNames } = await changing({}, (config) =>
        config.putRecorder(target, 'orgsecrets', { settings, channel }),
      );
      expect(roleNames).to.deep.equal(['orgsecrets-mend']);
      const changes = requests
        .slice(-3)
        .map(({ operation, body }) => [operation, JSON.parse(body) as unknown]);
      expect(changes).to.deep.equal([
        [
          'PutConfigurationRecorder',
          {
            ConfigurationRecorder: {
              name: 'orgsecrets',
              roleARN: settings.roleArn,
              recordingGroup: {
                allSupported: false,
                includeGlobalResourceTypes: false,
                resourceTypes: ['AWS::SecretsManager::Secret'],
                recordingStrategy: { useOnly: 'INCLUSION_BY_RESOURCE_TYPES' },
              },
              recordingMode: { recordingFrequency: 'CONTINUOUS' },
            },
          },
        ],
        [
          'PutDeliveryChannel',
          { DeliveryChannel: { name: 'orgsecrets', s3BucketName: 'history', s3KeyPrefix: 'all' } },
        ],
        ['StartConfigurationRecorder', { ConfigurationRecorderName: 'orgsecrets' }],
      ]);
    });

    it('puts nothing that is as it should be', async () => {
      const { calls } = await changing({}, (config) =>
        config.putRecorder(target, 'orgsecrets', { settings: undefined, channel }),
      );
      expect(calls.mutating).to.equal(2);
    });

    it('waits for a role that was made moments ago', async () => {
      const notYet = (count: number): FakeAnswer =>
        count === 1 ? jsonError('InvalidRoleException', 'not yet') : { body: {} };
      const { slept, calls } = await changing({ answers: { PutConfigurationRecorder: notYet } }, (config) =>
        config.putRecorder(target, 'orgsecrets', { settings, channel: undefined }),
      );
      expect(slept).to.deep.equal([5000]);
      expect(calls.byOperation['config:PutConfigurationRecorder']).to.equal(2);
    });
  });

  const recorder = {
    name: 'default',
    roleARN: 'arn:aws:iam::333333333333:role/r',
    recordingGroup: {
      allSupported: false,
      resourceTypes: ['AWS::EC2::Instance'],
      recordingStrategy: { useOnly: 'INCLUSION_BY_RESOURCE_TYPES', since: 'always' },
    },
    recordingMode: {
      recordingFrequency: 'DAILY',
      recordingModeOverrides: [{ resourceTypes: ['AWS::S3::Bucket'], recordingFrequency: 'CONTINUOUS' }],
    },
    // Members that no SDK knows yet.
    retention: { days: 30 },
  };

  it('adds a type to a foreign recorder and sends everything else back as it was, unknown members too', async () => {
    const { requests } = await changing(
      {
        answers: { DescribeConfigurationRecorders: () => ({ body: { ConfigurationRecorders: [recorder] } }) },
      },
      (config) => config.extendRecorder(target, 'default', 'AWS::SecretsManager::Secret'),
    );
    expect(JSON.parse(requests.at(-1)!.body)).to.deep.equal({
      ConfigurationRecorder: {
        ...recorder,
        recordingGroup: {
          ...recorder.recordingGroup,
          resourceTypes: ['AWS::EC2::Instance', 'AWS::SecretsManager::Secret'],
        },
      },
    });
  });

  it('changes nothing where the type is recorded already', async () => {
    const { calls } = await changing(
      {
        answers: { DescribeConfigurationRecorders: () => ({ body: { ConfigurationRecorders: [recorder] } }) },
      },
      (config) => config.extendRecorder(target, 'default', 'AWS::EC2::Instance'),
    );
    expect(calls.mutating).to.equal(0);
  });

  const invalidRole = jsonError('InvalidRoleException', 'the role is not known yet');
  const made = { body: { ConfigurationAggregator: { ConfigurationAggregatorArn: 'arn:aggregator' } } };

  it('waits for AWS Config to see a role that was just made', async () => {
    const { result, slept, requests } = await changing(
      { answers: { PutConfigurationAggregator: (count) => (count < 3 ? invalidRole : made) } },
      (config) => config.putAggregator(aggregator),
    );
    expect(result).to.equal('arn:aggregator');
    expect(slept).to.deep.equal([5000, 5000]);
    expect(JSON.parse(requests.at(-1)!.body)).to.deep.equal({
      ConfigurationAggregatorName: 'all',
      OrganizationAggregationSource: { RoleArn: aggregator.roleArn, AwsRegions: ['us-east-1'] },
      Tags: [{ Key: 'team', Value: 'platform' }],
    });
  });

  it('stops waiting for the role at a deadline, and does not wait for anything else', async () => {
    const never = await changing({ answers: { PutConfigurationAggregator: () => invalidRole } }, (config) =>
      config.putAggregator(aggregator),
    );
    expect(never.result).to.include({ code: 'ActionFailed' });
    expect(never.slept.reduce((sum, ms) => sum + ms, 0)).to.equal(180_000);
    const other = await changing(
      { answers: { PutConfigurationAggregator: () => jsonError('InvalidParameterValueException', 'no') } },
      (config) => config.putAggregator(aggregator),
    );
    expect(other.slept).to.deep.equal([]);
  });

  it('waits a while for AWS Config to see a delegated administrator that was just registered', async () => {
    const { result, slept } = await changing(
      {
        answers: { PutConfigurationAggregator: () => jsonError('OrganizationAccessDeniedException', 'no') },
      },
      (config) => config.putAggregator(aggregator),
    );
    expect(result).to.include({ code: 'ActionFailed' });
    expect(slept.reduce((sum, ms) => sum + ms, 0)).to.equal(60_000);
  });
});
