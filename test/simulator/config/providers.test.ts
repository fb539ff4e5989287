import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { bucket, makeBucket } from './support/bucket.js';
import { createStack, deleteStack, updateStack } from './support/stack.js';
import { putChannel, putRecorder, recorderStatus, start } from './support/target.js';
import { addedRole, administrator, linkedRoleArn, member, testWorld } from './support/world.js';
import type { TestWorld } from './support/world.js';

const recorder = (properties: Shape = {}, more: Shape = {}): Shape => ({
  Type: 'AWS::Config::ConfigurationRecorder',
  Properties: {
    Name: 'orgsecrets',
    RoleARN: linkedRoleArn(member),
    RecordingGroup: { AllSupported: false, ResourceTypes: ['AWS::SecretsManager::Secret'] },
    ...properties,
  },
  ...more,
});
const channel = (properties: Shape = {}, more: Shape = {}): Shape => ({
  Type: 'AWS::Config::DeliveryChannel',
  Properties: { Name: 'orgsecrets', S3BucketName: bucket, ...properties },
  ...more,
});
const rule = (properties: Shape = {}): Shape => ({
  Type: 'AWS::Config::ConfigRule',
  Properties: {
    ConfigRuleName: 'unused',
    Source: { Owner: 'AWS', SourceIdentifier: 'SECRETSMANAGER_SECRET_UNUSED' },
    InputParameters: { unusedForDays: 30 },
    ...properties,
  },
});

describe('what CloudFormation makes of AWS Config', () => {
  let test: TestWorld;
  beforeEach(async () => {
    test = await testWorld();
    await makeBucket(test);
  });
  afterEach(() => test.stop());

  const recorders = async (): Promise<string[]> => {
    const answer = await test.call('config', 'DescribeConfigurationRecorders');
    return (answer['ConfigurationRecorders'] as Shape[]).map((each) => String(each['name']));
  };
  const channels = async (): Promise<unknown[]> =>
    (await test.call('config', 'DescribeDeliveryChannels'))['DeliveryChannels'] as unknown[];
  const rules = async (): Promise<Shape[]> =>
    (await test.call('config', 'DescribeConfigRules'))['ConfigRules'] as Shape[];

  describe('recorder and channel in one template', () => {
    it('wait for each other, and the recorder records', async () => {
      const made = await createStack(test, { Recorder: recorder(), Channel: channel() });
      expect(made).to.deep.include({
        status: 'CREATE_COMPLETE',
        refs: { Recorder: 'orgsecrets', Channel: 'orgsecrets' },
      });
      expect(await recorderStatus(test)).to.include({ recording: true });
    });

    it('do so in whichever order the template names them', async () => {
      const made = await createStack(test, { Channel: channel(), Recorder: recorder() });
      expect(made).to.include({ status: 'CREATE_COMPLETE' });
    });

    it('hang until the recorder gives up when the channel depends on it', async () => {
      const made = await createStack(test, {
        Recorder: recorder(),
        Channel: channel({}, { DependsOn: 'Recorder' }),
      });
      expect(made.status).to.equal('ROLLBACK_COMPLETE');
      expect(made.failures['Recorder']).to.contain('did not stabilize');
      expect(await recorders(), 'the rollback deletes the recorder that never started').to.deep.equal([]);
    });

    it('fail for want of a recorder when the recorder depends on the channel', async () => {
      const made = await createStack(test, {
        Recorder: recorder({}, { DependsOn: 'Channel' }),
        Channel: channel(),
      });
      expect(made.status).to.equal('ROLLBACK_COMPLETE');
      expect(made.failures['Channel']).to.match(
        /^Configuration recorder is not available to put delivery channel\..*NoAvailableConfigurationRecorderException/,
      );
    });

    it('go together when the stack is deleted', async () => {
      const made = await createStack(test, { Recorder: recorder(), Channel: channel() });
      expect((await deleteStack(test, made)).status).to.equal('DELETE_COMPLETE');
      expect([await recorders(), await channels()]).to.deep.equal([[], []]);
    });

    it('fail where somebody else has a recorder, which is left as it is', async () => {
      await putRecorder(test, { name: 'theirs' });
      await putChannel(test, { name: 'theirs' });
      await test.call('config', 'StartConfigurationRecorder', { ConfigurationRecorderName: 'theirs' });
      const made = await createStack(test, { Recorder: recorder(), Channel: channel() });
      expect(made.status).to.equal('ROLLBACK_COMPLETE');
      expect(`${made.failures['Recorder']}${made.failures['Channel']}`).to.contain('1 is reached');
      expect(await recorders()).to.deep.equal(['theirs']);
      expect(await recorderStatus(test)).to.include({ recording: true });
    });

    it('fail with the reason of AWS Config when the bucket does not admit the delivery', async () => {
      await test.call('s3', 'DeleteBucketPolicy', { Bucket: bucket }, { accountId: administrator });
      const made = await createStack(test, { Recorder: recorder(), Channel: channel() });
      expect(made.status).to.equal('ROLLBACK_COMPLETE');
      expect(made.failures['Channel']).to.contain('InsufficientDeliveryPolicyException');
    });

    it('can not rename a recorder, since the new one comes before the old one goes', async () => {
      await createStack(test, { Recorder: recorder(), Channel: channel() });
      const changed = await updateStack(test, { Recorder: recorder({ Name: 'other' }), Channel: channel() });
      expect(changed.status).to.equal('UPDATE_ROLLBACK_COMPLETE');
      expect(changed.failures['Recorder']).to.contain('MaxNumberOfConfigurationRecordersExceededException');
      expect(await recorders()).to.deep.equal(['orgsecrets']);
    });

    it('that are gone are put again by an update, or ruin the stack, by the world file', async () => {
      const ends: string[] = [];
      for (const goneRecorder of ['put-again', 'not-found']) {
        await test.stop();
        test = await testWorld({ cloudFormation: { goneRecorder } });
        await makeBucket(test);
        await createStack(test, { Recorder: recorder(), Channel: channel() });
        const input = { ConfigurationRecorderName: 'orgsecrets' };
        for (const operation of ['StopConfigurationRecorder', 'DeleteConfigurationRecorder'])
          await test.call('config', operation, input);
        const daily = { RecordingMode: { RecordingFrequency: 'DAILY' } };
        const changed = await updateStack(test, { Recorder: recorder(daily), Channel: channel() });
        ends.push(`${changed.status}, ${(await recorders()).length} recorders`);
      }
      expect(ends).to.deep.equal(['UPDATE_COMPLETE, 1 recorders', 'UPDATE_ROLLBACK_FAILED, 0 recorders']);
    });

    it('change in place', async () => {
      await createStack(test, { Recorder: recorder(), Channel: channel() });
      const daily = { RecordingMode: { RecordingFrequency: 'DAILY' } };
      const changed = await updateStack(test, { Recorder: recorder(daily), Channel: channel() });
      expect(changed.status).to.equal('UPDATE_COMPLETE');
      const answer = await test.call('config', 'DescribeConfigurationRecorders');
      expect((answer['ConfigurationRecorders'] as Shape[])[0]?.['recordingMode']).to.deep.equal({
        recordingFrequency: 'DAILY',
      });
    });
  });

  describe('a rule', () => {
    it('has its name as Ref, and its parameters as JSON in a string', async () => {
      await putRecorder(test);
      const made = await createStack(test, { Rule: rule() });
      expect(made).to.deep.include({ status: 'CREATE_COMPLETE', refs: { Rule: 'unused' } });
      expect((await rules())[0]).to.include({ InputParameters: '{"unusedForDays":"30"}' });
      expect((await deleteStack(test, made)).status).to.equal('DELETE_COMPLETE');
      expect(await rules()).to.deep.equal([]);
    });

    it('fails without a recorder, in the words of AWS Config', async () => {
      const made = await createStack(test, { Rule: rule() });
      expect(made.failures['Rule']).to.contain(
        'You must create a configuration recorder before you can create or update a Config rule.',
      );
    });

    it('fails where a rule of that name is there already, which stays', async () => {
      await putRecorder(test);
      const source = { Owner: 'AWS', SourceIdentifier: 'SECRETSMANAGER_USING_CMK' };
      await test.call('config', 'PutConfigRule', {
        ConfigRule: { ConfigRuleName: 'unused', Source: source },
      });
      const made = await createStack(test, { Rule: rule() });
      expect(made.failures['Rule']).to.contain('already exists');
      expect((await rules())[0]).to.deep.include({ Source: source });
    });

    it('is put over one of that name where the world file says so', async () => {
      await test.stop();
      test = await testWorld({ cloudFormation: { existingRule: 'overwritten' } });
      await putRecorder(test);
      const Source = { Owner: 'AWS', SourceIdentifier: 'SECRETSMANAGER_USING_CMK' };
      await test.call('config', 'PutConfigRule', { ConfigRule: { ConfigRuleName: 'unused', Source } });
      expect(await createStack(test, { Rule: rule() })).to.include({ status: 'CREATE_COMPLETE' });
      expect((await rules())[0]?.['InputParameters']).to.equal('{"unusedForDays":"30"}');
    });
  });

  it('an aggregator is made with the tags of the stack', async () => {
    await test.stop();
    test = await testWorld({
      trustedAccess: ['config.amazonaws.com'],
      delegatedAdministrators: [{ accountId: administrator, services: ['config.amazonaws.com'] }],
    });
    const role = addedRole(test.world, administrator, 'aggregator', { trust: 'config.amazonaws.com' });
    const Aggregator = {
      Type: 'AWS::Config::ConfigurationAggregator',
      Properties: {
        ConfigurationAggregatorName: 'secrets',
        OrganizationAggregationSource: { RoleArn: role.arn, AllAwsRegions: true },
      },
    };
    const made = await createStack(test, { Aggregator }, administrator);
    expect(made).to.deep.include({ status: 'CREATE_COMPLETE', refs: { Aggregator: 'secrets' } });
    const as = { accountId: administrator };
    const known = (await test.call('config', 'DescribeConfigurationAggregators', {}, as))[
      'ConfigurationAggregators'
    ] as Shape[];
    const tags = await test.call(
      'config',
      'ListTagsForResource',
      { ResourceArn: known[0]?.['ConfigurationAggregatorArn'] },
      as,
    );
    expect(tags['Tags']).to.deep.equal([{ Key: 'made-by', Value: 'test' }]);
    expect((await deleteStack(test, made, administrator)).status).to.equal('DELETE_COMPLETE');
  });

  it('a recorder that was stopped by hand is not started by an update that changes nothing of it', async () => {
    await createStack(test, { Recorder: recorder(), Channel: channel() });
    await test.call('config', 'StopConfigurationRecorder', { ConfigurationRecorderName: 'orgsecrets' });
    await updateStack(test, { Recorder: recorder(), Channel: channel(), Rule: rule() });
    expect(await recorderStatus(test)).to.include({ recording: false });
    await start(test);
  });
});
