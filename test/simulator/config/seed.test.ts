import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { channelStatus, putRecorder, recorderStatus } from './support/target.js';
import { linkedRoleArn, member, refusal, region, testWorld } from './support/world.js';
import type { TestWorld } from './support/world.js';

describe('a recorder of the world file', () => {
  let test: TestWorld;
  afterEach(() => test.stop());

  const begin = async (recorder: Shape): Promise<Shape> => {
    test = await testWorld({
      recorders: [{ accountId: member, region, name: 'theirs', ...recorder }],
      buckets: [{ name: 'their-history', accountId: member, region }],
    });
    const answer = await test.call('config', 'DescribeConfigurationRecorders');
    return (answer['ConfigurationRecorders'] as Shape[])[0] ?? {};
  };
  const channel = { name: 'theirs', bucket: 'their-history', prefix: 'config' };

  it('has recorded and delivered since before the first call', async () => {
    const recorder = await begin({ channel });
    expect(recorder).to.include({ name: 'theirs', roleARN: linkedRoleArn(member) });
    expect(await recorderStatus(test)).to.include({ recording: true, lastStatus: 'SUCCESS' });
    const status = await channelStatus(test);
    expect(status['configHistoryDeliveryInfo']).to.include({ lastStatus: 'SUCCESS' });
    expect(status['configStreamDeliveryInfo']).to.include({ lastStatus: 'NOT_APPLICABLE' });
    const channels = (await test.call('config', 'DescribeDeliveryChannels'))['DeliveryChannels'];
    expect(channels).to.deep.equal([
      { name: 'theirs', s3BucketName: 'their-history', s3KeyPrefix: 'config' },
    ]);
  });

  it('may be stopped, and have no channel', async () => {
    await begin({ recording: false });
    expect(await recorderStatus(test))
      .to.include({ recording: false })
      .and.not.to.have.property('lastStatus');
    expect((await test.call('config', 'DescribeDeliveryChannels'))['DeliveryChannels']).to.deep.equal([]);
  });

  for (const [what, group, useOnly] of [
    ['everything', 'all', 'ALL_SUPPORTED_RESOURCE_TYPES'],
    ['some types', { resourceTypes: ['AWS::S3::Bucket'] }, 'INCLUSION_BY_RESOURCE_TYPES'],
    ['all types but some', { exclude: ['AWS::S3::Bucket'] }, 'EXCLUSION_BY_RESOURCE_TYPES'],
  ] as const) {
    it(`may record ${what}`, async () => {
      expect((await begin({ group }))['recordingGroup']).to.deep.include({ recordingStrategy: { useOnly } });
    });
  }

  it('is the only one, like any other', async () => {
    await begin({ channel });
    expect((await refusal(putRecorder(test))).code).to.equal(
      'MaxNumberOfConfigurationRecordersExceededException',
    );
  });

  it('may record some types at another frequency', async () => {
    const recorder = await begin({
      frequency: 'DAILY',
      frequencyOverride: { resourceTypes: ['AWS::EC2::Instance'], frequency: 'CONTINUOUS' },
    });
    expect(recorder['recordingMode']).to.deep.equal({
      recordingFrequency: 'DAILY',
      recordingModeOverrides: [{ resourceTypes: ['AWS::EC2::Instance'], recordingFrequency: 'CONTINUOUS' }],
    });
  });
});

describe('a rule of the world file', () => {
  let test: TestWorld;
  afterEach(() => test.stop());

  it('is there and active before the first call, with its parameters', async () => {
    const rule = { accountId: member, region, name: 'theirs', identifier: 'SECRETSMANAGER_SECRET_UNUSED' };
    test = await testWorld({
      recorders: [{ accountId: member, region }],
      rules: [{ ...rule, parameters: { unusedForDays: '30' }, frequency: 'Six_Hours' }],
    });
    const answer = await test.call('config', 'DescribeConfigRules', { ConfigRuleNames: ['theirs'] });
    expect((answer['ConfigRules'] as Shape[])[0]).to.deep.include({
      ConfigRuleName: 'theirs',
      ConfigRuleState: 'ACTIVE',
      Source: { Owner: 'AWS', SourceIdentifier: 'SECRETSMANAGER_SECRET_UNUSED' },
      InputParameters: '{"unusedForDays":"30"}',
      MaximumExecutionFrequency: 'Six_Hours',
    });
  });
});
