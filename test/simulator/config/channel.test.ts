import { expect } from 'chai';
import { bucketOf } from '../../../src/simulator/services/s3/state.js';
import { bucket, makeBucket } from './support/bucket.js';
import { channelStatus, putChannel, putRecorder, recorderStatus, start } from './support/target.js';
import { addedRole, member, organizationId, refusal, region, testWorld } from './support/world.js';
import type { TestWorld } from './support/world.js';

const secrets = [{ accountId: member, region, name: 'password' }];

describe('the delivery channel of AWS Config', () => {
  let test: TestWorld;
  beforeEach(async () => {
    test = await testWorld({ secrets });
  });
  afterEach(() => test.stop());

  it('needs a recorder', async () => {
    await makeBucket(test);
    const error = await refusal(putChannel(test));
    expect(error.code).to.equal('NoAvailableConfigurationRecorderException');
    expect(error.message).to.equal('Configuration recorder is not available to put delivery channel.');
  });

  it('is the only one of its account and Region', async () => {
    await makeBucket(test);
    await putRecorder(test);
    await putChannel(test);
    const error = await refusal(putChannel(test, { name: 'second' }));
    expect(error.code).to.equal('MaxNumberOfDeliveryChannelsExceededException');
    expect(error.message).to.equal(
      "Failed to put delivery channel 'second' because the maximum number of delivery channels: 1 is reached.",
    );
  });

  it('needs a bucket that exists', async () => {
    await putRecorder(test);
    expect((await refusal(putChannel(test))).code).to.equal('NoSuchBucketException');
    expect((await refusal(putChannel(test, { s3BucketName: '' }))).code).to.equal('NoSuchBucketException');
  });

  it('refuses a key prefix with AWSLogs/ in it', async () => {
    await makeBucket(test);
    await putRecorder(test);
    expect((await refusal(putChannel(test, { s3KeyPrefix: 'a/AWSLogs/b' }))).code).to.equal(
      'InvalidS3KeyPrefixException',
    );
  });

  it('writes a check file into the bucket before it answers', async () => {
    await makeBucket(test);
    await putRecorder(test);
    await putChannel(test);
    expect(Object.keys(bucketOf(test.world, bucket)?.objects ?? {})).to.deep.equal([
      `AWSLogs/${member}/Config/ConfigWritabilityCheckFile`,
    ]);
  });

  describe('is admitted by the policy of the bucket', () => {
    const insufficient = async (): Promise<string> => {
      await putRecorder(test);
      const error = await refusal(putChannel(test));
      expect(error.code).to.equal('InsufficientDeliveryPolicyException');
      return error.message;
    };

    it('with aws:SourceOrgID', async () => {
      await makeBucket(test, { StringEquals: { 'aws:SourceOrgID': organizationId } });
      await putRecorder(test);
      await putChannel(test);
    });

    it('with aws:SourceAccount', async () => {
      await makeBucket(test, { StringEquals: { 'aws:SourceAccount': ['444444444444', member] } });
      await putRecorder(test);
      await putChannel(test);
    });

    it('with aws:SourceArn', async () => {
      await makeBucket(test, { ArnLike: { 'aws:SourceArn': `arn:aws:config:${region}:${member}:*` } });
      await putRecorder(test);
      await putChannel(test);
    });

    it('and not where it names another organization', async () => {
      await makeBucket(test, { StringEquals: { 'aws:SourceOrgID': 'o-somebodyelse' } });
      expect(await insufficient()).to.equal(
        `Insufficient delivery policy to s3 bucket: ${bucket}, unable to get s3 bucket acl.`,
      );
    });

    it('and not where it says nothing about keys below a prefix', async () => {
      await makeBucket(test);
      await putRecorder(test);
      const error = await refusal(putChannel(test, { s3KeyPrefix: 'elsewhere' }));
      expect(error.code).to.equal('InsufficientDeliveryPolicyException');
      expect(error.message).to.equal(
        `Insufficient delivery policy to s3 bucket: ${bucket}, unable to write to bucket, provided s3 key prefix is 'elsewhere', provided kms key is 'null'.`,
      );
    });

    it('for a dedicated role by the rights of the role and aws:PrincipalOrgID', async () => {
      const objects = `arn:aws:s3:::${bucket}/AWSLogs/*`;
      const role = addedRole(test.world, member, 'recorder', {
        trust: 'config.amazonaws.com',
        allow: [
          { Action: 's3:PutObject', Resource: objects },
          { Action: 's3:GetBucketAcl', Resource: `arn:aws:s3:::${bucket}` },
        ],
      });
      const nobody = { StringEquals: { 'aws:SourceOrgID': 'o-nobody0000' } };
      const byRole = {
        Effect: 'Allow',
        Principal: '*',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': organizationId } },
      };
      await makeBucket(test, nobody, [
        { ...byRole, Action: 's3:PutObject', Resource: objects },
        { ...byRole, Action: 's3:GetBucketAcl', Resource: `arn:aws:s3:::${bucket}` },
      ]);
      await putRecorder(test, { roleARN: role.arn });
      await putChannel(test);
    });

    it('for a dedicated role without rights of its own as the service', async () => {
      const role = addedRole(test.world, member, 'recorder', { trust: 'config.amazonaws.com' });
      await makeBucket(test);
      await putRecorder(test, { roleARN: role.arn });
      await putChannel(test);
    });
  });

  it('shows a delivery that failed, with the reason, when the bucket stops admitting it', async () => {
    await makeBucket(test);
    await putRecorder(test);
    await putChannel(test);
    await start(test);
    delete bucketOf(test.world, bucket)?.policy;
    await test.pass(60_000);
    expect((await channelStatus(test))['configHistoryDeliveryInfo']).to.include({
      lastStatus: 'FAILURE',
      lastErrorCode: 'AccessDenied',
    });
    expect(await recorderStatus(test)).to.include({ lastStatus: 'SUCCESS' });
  });

  it('can not have a topic of another Region', async () => {
    await makeBucket(test);
    await putRecorder(test);
    const elsewhere = await test.call('sns', 'CreateTopic', { Name: 'topic' }, { region: 'us-east-1' });
    expect((await refusal(putChannel(test, { snsTopicARN: elsewhere['TopicArn'] }))).code).to.equal(
      'InvalidSNSTopicARNException',
    );
    const here = await test.call('sns', 'CreateTopic', { Name: 'topic' });
    await putChannel(test, { snsTopicARN: here['TopicArn'] });
  });

  it('is not deleted while its recorder runs', async () => {
    await makeBucket(test);
    await putRecorder(test);
    await putChannel(test);
    await start(test);
    const remove = (): Promise<unknown> =>
      test.call('config', 'DeleteDeliveryChannel', { DeliveryChannelName: 'orgsecrets' });
    const error = await refusal(remove());
    expect(error.code).to.equal('LastDeliveryChannelDeleteFailedException');
    await test.call('config', 'StopConfigurationRecorder', { ConfigurationRecorderName: 'orgsecrets' });
    await remove();
    expect((await refusal(remove())).code).to.equal('NoSuchDeliveryChannelException');
  });

  it('delivers a snapshot when asked to, and only while something records', async () => {
    await makeBucket(test);
    await putRecorder(test);
    await putChannel(test);
    const deliver = (): Promise<unknown> =>
      test.call('config', 'DeliverConfigSnapshot', { deliveryChannelName: 'orgsecrets' });
    expect((await refusal(deliver())).code).to.equal('NoRunningConfigurationRecorderException');
    await start(test);
    await deliver();
    await test.pass(60_000);
    expect((await channelStatus(test))['configSnapshotDeliveryInfo']).to.include({ lastStatus: 'SUCCESS' });
  });
});
