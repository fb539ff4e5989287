import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { makeBucket } from './support/bucket.js';
import { channelStatus, putChannel, putRecorder, recorderStatus, start } from './support/target.js';
import {
  addedRole,
  administrator,
  linkedRoleArn,
  member,
  refusal,
  region,
  sessionOf,
  testWorld,
} from './support/world.js';
import type { TestWorld } from './support/world.js';

describe('the recorder of AWS Config', () => {
  let test: TestWorld;
  beforeEach(async () => {
    test = await testWorld();
  });
  afterEach(() => test.stop());

  const described = async (input: Shape = {}): Promise<Shape[]> =>
    (await test.call('config', 'DescribeConfigurationRecorders', input))['ConfigurationRecorders'] as Shape[];

  it('is put, and described with an ARN of its own and what AWS fills in', async () => {
    await putRecorder(test);
    const [recorder] = await described();
    expect(recorder).to.deep.include({
      name: 'orgsecrets',
      roleARN: linkedRoleArn(member),
      recordingMode: { recordingFrequency: 'CONTINUOUS' },
      recordingScope: 'PAID',
    });
    expect(recorder?.['arn']).to.match(
      /^arn:aws:config:eu-central-1:222222222222:configuration-recorder\/orgsecrets\/[a-z0-9]{16}$/,
    );
    expect(recorder?.['recordingGroup']).to.deep.equal({
      allSupported: false,
      includeGlobalResourceTypes: false,
      resourceTypes: ['AWS::SecretsManager::Secret'],
      exclusionByResourceTypes: { resourceTypes: [] },
      recordingStrategy: { useOnly: 'INCLUSION_BY_RESOURCE_TYPES' },
    });
  });

  it('records everything but the global IAM types when no group is given', async () => {
    await putRecorder(test, { recordingGroup: undefined });
    const [recorder] = await described();
    expect(recorder?.['recordingGroup']).to.deep.include({
      allSupported: true,
      includeGlobalResourceTypes: false,
      recordingStrategy: { useOnly: 'ALL_SUPPORTED_RESOURCE_TYPES' },
    });
  });

  it('is the only one of its account and Region', async () => {
    await putRecorder(test);
    const error = await refusal(putRecorder(test, { name: 'second' }));
    expect(error.code).to.equal('MaxNumberOfConfigurationRecordersExceededException');
    expect(error.message).to.equal(
      "Failed to put configuration recorder 'second' because the maximum number of configuration recorders: 1 is reached.",
    );
  });

  it('is changed under the same name, and keeps its ARN', async () => {
    await putRecorder(test);
    const [before] = await described();
    await putRecorder(test, { recordingMode: { recordingFrequency: 'DAILY' } });
    const [after] = await described();
    expect(after?.['arn']).to.equal(before?.['arn']);
    expect(after?.['recordingMode']).to.deep.equal({ recordingFrequency: 'DAILY' });
  });

  for (const [why, group] of Object.entries({
    'a list together with everything': { allSupported: true, resourceTypes: ['AWS::SecretsManager::Secret'] },
    'global types together with a list': {
      allSupported: false,
      includeGlobalResourceTypes: true,
      resourceTypes: ['AWS::SecretsManager::Secret'],
    },
    'inclusion with an empty list': { recordingStrategy: { useOnly: 'INCLUSION_BY_RESOURCE_TYPES' } },
    'exclusion with a list of inclusions': {
      recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
      resourceTypes: ['AWS::SecretsManager::Secret'],
    },
  })) {
    it(`refuses a recording group with ${why}`, async () => {
      expect((await refusal(putRecorder(test, { recordingGroup: group }))).code).to.equal(
        'InvalidRecordingGroupException',
      );
    });
  }

  it('refuses a resource type that AWS Config does not have', async () => {
    const group = { allSupported: false, resourceTypes: ['AWS::SecretsManager::Secrets'] };
    const error = await refusal(putRecorder(test, { recordingGroup: group }));
    expect(error.code).to.equal('ValidationException');
    expect(error.message).to.contain('AWS::SecretsManager::Secrets');
  });

  it('never records its own kind daily', async () => {
    const recordingMode = {
      recordingFrequency: 'CONTINUOUS',
      recordingModeOverrides: [
        { resourceTypes: ['AWS::Config::ResourceCompliance'], recordingFrequency: 'DAILY' },
      ],
    };
    expect((await refusal(putRecorder(test, { recordingMode }))).code).to.equal(
      'InvalidRecordingGroupException',
    );
  });

  describe('and its role', () => {
    const codeWith = async (roleARN: string | undefined): Promise<string> =>
      (await refusal(putRecorder(test, { roleARN }))).code;

    it('is refused without a role, and with one that does not exist', async () => {
      expect(await codeWith(undefined)).to.equal('InvalidRoleException');
      expect(await codeWith(`arn:aws:iam::${member}:role/missing`)).to.equal('InvalidRoleException');
    });

    it('has to be named again with every change', async () => {
      await putRecorder(test);
      expect(await codeWith(undefined)).to.equal('InvalidRoleException');
    });

    it('is refused with a role of another account', async () => {
      expect(await codeWith(linkedRoleArn(administrator))).to.equal('InvalidRoleException');
    });

    it('is refused with a role that does not trust AWS Config', async () => {
      expect(await codeWith(addedRole(test.world, member, 'other').arn)).to.equal('InvalidRoleException');
    });

    it('takes a role that trusts AWS Config for its own account', async () => {
      const role = addedRole(test.world, member, 'own', {
        trust: 'config.amazonaws.com',
        condition: { StringEquals: { 'aws:SourceAccount': member } },
      });
      await putRecorder(test, { roleARN: role.arn });
      expect((await described())[0]?.['roleARN']).to.equal(role.arn);
    });

    it('needs iam:PassRole for AWS Config, on that role', async () => {
      const put = { Action: 'config:PutConfigurationRecorder', Resource: '*' };
      const pass = { Action: 'iam:PassRole', Resource: linkedRoleArn(member) };
      const input = { ConfigurationRecorder: { name: 'orgsecrets', roleARN: linkedRoleArn(member) } };
      const without = sessionOf(addedRole(test.world, member, 'without', { allow: [put] }), member);
      const error = await refusal(
        test.call('config', 'PutConfigurationRecorder', input, { caller: without }),
      );
      expect(error.code).to.equal('AccessDeniedException');
      expect(error.message).to.contain('iam:PassRole');
      const forConfig = {
        ...pass,
        Condition: { StringEquals: { 'iam:PassedToService': 'config.amazonaws.com' } },
      };
      const allowed = sessionOf(
        addedRole(test.world, member, 'allowed', { allow: [put, forConfig] }),
        member,
      );
      await test.call('config', 'PutConfigurationRecorder', input, { caller: allowed });
    });
  });

  it('does not start without a delivery channel', async () => {
    await putRecorder(test);
    const error = await refusal(start(test));
    expect(error.code).to.equal('NoAvailableDeliveryChannelException');
    expect(error.message).to.equal('Delivery channel is not available to start configuration recorder.');
  });

  it('answers calls about a recorder that does not exist with its name', async () => {
    for (const operation of [
      'StartConfigurationRecorder',
      'StopConfigurationRecorder',
      'DeleteConfigurationRecorder',
    ]) {
      const error = await refusal(test.call('config', operation, { ConfigurationRecorderName: 'nobody' }));
      expect([error.code, error.message]).to.deep.equal([
        'NoSuchConfigurationRecorderException',
        "Cannot find configuration recorder with the specified name 'nobody'.",
      ]);
    }
    expect((await refusal(described({ ConfigurationRecorderNames: ['nobody'] }))).code).to.equal(
      'NoSuchConfigurationRecorderException',
    );
  });

  describe('once it records', () => {
    it('stays PENDING with nothing delivered where there is nothing to record', async () => {
      await makeBucket(test);
      await putRecorder(test);
      await putChannel(test);
      await start(test);
      await test.pass(86_400_000);
      expect(await recorderStatus(test)).to.include({ recording: true, lastStatus: 'PENDING' });
      expect(await channelStatus(test)).to.deep.include({
        configHistoryDeliveryInfo: {},
        configSnapshotDeliveryInfo: {},
      });
      expect((await channelStatus(test))['configStreamDeliveryInfo']).to.include({
        lastStatus: 'NOT_APPLICABLE',
      });
    });

    it('delivers the history of what is there a while after it starts', async () => {
      await test.stop();
      test = await testWorld({ secrets: [{ accountId: member, region, name: 'password' }] });
      await makeBucket(test);
      await putRecorder(test);
      await putChannel(test);
      await start(test);
      expect(await recorderStatus(test)).to.include({ recording: true, lastStatus: 'PENDING' });
      await test.pass(60_000);
      expect(await recorderStatus(test)).to.include({ recording: true, lastStatus: 'SUCCESS' });
      expect((await channelStatus(test))['configHistoryDeliveryInfo']).to.include({ lastStatus: 'SUCCESS' });
    });

    it('forgets about a delivery when it is stopped before', async () => {
      await test.stop();
      test = await testWorld({ secrets: [{ accountId: member, region, name: 'password' }] });
      await makeBucket(test);
      await putRecorder(test);
      await putChannel(test);
      await start(test);
      await test.call('config', 'StopConfigurationRecorder', { ConfigurationRecorderName: 'orgsecrets' });
      await test.pass(60_000);
      expect(await recorderStatus(test)).to.include({ recording: false, lastStatus: 'PENDING' });
      expect((await channelStatus(test))['configHistoryDeliveryInfo']).to.deep.equal({});
    });
  });

  it('leaves service-linked recorders to their service, which do not count', async () => {
    await test.stop();
    const recorder = {
      accountId: member,
      region,
      name: 'AWSConfigurationRecorderForHub',
      serviceLinked: 'securityhub.amazonaws.com',
    };
    test = await testWorld({ recorders: [recorder] });
    await putRecorder(test);
    expect(await described()).to.have.length(2);
    expect(await described({ ServicePrincipal: 'securityhub.amazonaws.com' })).to.have.length(1);
    const stop = test.call('config', 'StopConfigurationRecorder', {
      ConfigurationRecorderName: recorder.name,
    });
    expect((await refusal(stop)).code).to.equal('UnmodifiableEntityException');
    const put = putRecorder(test, { name: recorder.name });
    expect((await refusal(put)).code).to.equal('UnmodifiableEntityException');
  });

  it('is authorized by its ARN', async () => {
    await putRecorder(test);
    const named = (name: string): Shape => ({
      Action: ['config:StopConfigurationRecorder', 'config:DeleteConfigurationRecorder'],
      Resource: `arn:aws:config:*:${member}:configuration-recorder/${name}/*`,
    });
    const input = { ConfigurationRecorderName: 'orgsecrets' };
    const other = sessionOf(addedRole(test.world, member, 'other', { allow: [named('theirs')] }), member);
    expect(
      (await refusal(test.call('config', 'DeleteConfigurationRecorder', input, { caller: other }))).code,
    ).to.equal('AccessDeniedException');
    const own = sessionOf(addedRole(test.world, member, 'own', { allow: [named('orgsecrets')] }), member);
    await test.call('config', 'StopConfigurationRecorder', input, { caller: own });
    await test.call('config', 'DeleteConfigurationRecorder', input, { caller: own });
    expect(await described()).to.deep.equal([]);
  });
});
