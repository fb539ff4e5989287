import { expect } from 'chai';
import { management, member, organizationId, refusal, testWorld } from './config/support/world.js';
import type { TestWorld } from './config/support/world.js';

const bucket = 'history-of-the-partition';

async function partition(name: string): Promise<TestWorld> {
  return testWorld({
    organization: { id: organizationId, managementAccountId: management, partition: name },
  });
}

describe('simulator: other partitions', () => {
  let test: TestWorld;
  afterEach(() => test.stop());

  /** A rule in one Region whose events go to a bus in another. */
  async function forward(from: string, to: string): Promise<unknown> {
    const arn = test.world.partition;
    await test.call(
      'events',
      'PutRule',
      { Name: 'all', EventPattern: '{"source":["test"]}' },
      { region: from },
    );
    const Arn = `arn:${arn}:events:${to}:${member}:event-bus/default`;
    const RoleArn = `arn:${arn}:iam::${member}:role/forward`;
    return test.call(
      'events',
      'PutTargets',
      { Rule: 'all', Targets: [{ Id: 'hub', Arn, RoleArn }] },
      { region: from },
    );
  }

  it('carry events from one Region to another in GovCloud', async () => {
    test = await partition('aws-us-gov');
    expect(await forward('us-gov-east-1', 'us-gov-west-1')).to.include({ FailedEntryCount: 0 });
  });

  it('carry no events from one Region to another in China', async () => {
    test = await partition('aws-cn');
    const refused = await refusal(forward('cn-north-1', 'cn-northwest-1'));
    expect([refused.code, refused.message]).to.deep.equal([
      'ValidationException',
      'Cross-region api call is not allowed.',
    ]);
    expect(await forward('cn-north-1', 'cn-north-1')).to.include({ FailedEntryCount: 0 });
  });

  it('deliver across Regions in China, but for Beijing, whose bucket must be its own', async () => {
    test = await partition('aws-cn');
    const roleARN = `arn:aws-cn:iam::${member}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`;
    const resources = [`arn:aws-cn:s3:::${bucket}`, `arn:aws-cn:s3:::${bucket}/*`];
    const Statement = [
      {
        Effect: 'Allow',
        Principal: { Service: 'config.amazonaws.com' },
        Action: 's3:*',
        Resource: resources,
      },
    ];
    const put = async (from: string): Promise<unknown> => {
      const as = { region: from };
      const group = { allSupported: true, includeGlobalResourceTypes: false };
      await test.call(
        'config',
        'PutConfigurationRecorder',
        { ConfigurationRecorder: { name: 'default', roleARN, recordingGroup: group } },
        as,
      );
      return test.call(
        'config',
        'PutDeliveryChannel',
        { DeliveryChannel: { name: 'default', s3BucketName: bucket } },
        as,
      );
    };
    const inNingxia = { region: 'cn-northwest-1' };
    await test.call(
      's3',
      'CreateBucket',
      { Bucket: bucket, LocationConstraint: 'cn-northwest-1' },
      inNingxia,
    );
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await test.call('s3', 'PutBucketPolicy', { Bucket: bucket, Policy }, inNingxia);
    expect((await refusal(put('cn-north-1'))).code).to.equal('NoSuchBucketException');
    await put('cn-northwest-1');
  });
});
