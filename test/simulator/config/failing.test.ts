import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { configState } from '../../../src/simulator/services/config/state.js';
import { bucketsOf } from '../../../src/simulator/services/s3/state.js';
import { bucket, makeBucket } from './support/bucket.js';
import { channelStatus, putChannel, putRecorder, recorderStatus, start } from './support/target.js';
import { addedRole, administrator, linkedRoleArn, member, region, testWorld } from './support/world.js';
import type { TestWorld } from './support/world.js';

const hour = 3_600_000;
const secrets = [{ accountId: member, region, name: 'password' }];

describe('AWS Config, where something it needs goes away', () => {
  let test: TestWorld;
  async function begin(world: Shape = { secrets }, recorder: Shape = {}): Promise<void> {
    test = await testWorld(world);
    await makeBucket(test);
    await putRecorder(test, recorder);
    await putChannel(test);
    await start(test);
    await test.pass(60_000);
  }
  afterEach(() => test.stop());

  const history = async (): Promise<Shape> => (await channelStatus(test))['configHistoryDeliveryInfo'] ?? {};
  const owner = (operation: string, input: Shape): Promise<Shape> =>
    test.call('s3', operation, { Bucket: bucket, ...input }, { accountId: administrator });

  describe('delivers every six hours', () => {
    it('and shows the newest delivery', async () => {
      await begin();
      const first = await history();
      await test.pass(7 * hour);
      const later = await history();
      expect(later['lastStatus']).to.equal('SUCCESS');
      expect(Number(later['lastAttemptTime']) - Number(first['lastAttemptTime'])).to.equal(6 * hour);
    });

    const troubles: readonly {
      readonly what: string;
      readonly code: string;
      readonly spoil: () => Promise<unknown>;
      readonly mend: () => Promise<unknown>;
    }[] = [
      {
        what: 'the policy of the bucket is changed',
        code: 'AccessDenied',
        spoil: () => owner('DeleteBucketPolicy', {}),
        mend: async () => {
          const Statement = [
            {
              Effect: 'Allow',
              Principal: { Service: 'config.amazonaws.com' },
              Action: 's3:*',
              Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
            },
          ];
          const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
          await owner('PutPublicAccessBlock', { BlockPublicPolicy: false, RestrictPublicBuckets: false });
          await owner('PutBucketPolicy', { Policy });
        },
      },
      {
        what: 'a key that the bucket is encrypted with is disabled',
        code: 'KMS.DisabledException',
        spoil: async () => {
          const statement = (Principal: Shape): Shape => ({
            Effect: 'Allow',
            Principal,
            Action: 'kms:*',
            Resource: '*',
          });
          const Policy = JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              statement({ AWS: `arn:aws:iam::${administrator}:root` }),
              statement({ Service: 'config.amazonaws.com' }),
            ],
          });
          const as = { accountId: administrator };
          const { KeyMetadata } = await test.call('kms', 'CreateKey', { Policy }, as);
          const { Arn, KeyId } = KeyMetadata as Shape;
          await test.call('kms', 'CreateAlias', { AliasName: 'alias/history', TargetKeyId: KeyId }, as);
          await owner('PutBucketEncryption', {
            Rule: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: Arn } }],
          });
          await test.call('kms', 'DisableKey', { KeyId }, as);
        },
        mend: async () => {
          const as = { accountId: administrator };
          const { Aliases } = await test.call('kms', 'ListAliases', {}, as);
          const KeyId = (Aliases as Shape[])[0]?.['TargetKeyId'];
          await test.call('kms', 'EnableKey', { KeyId }, as);
        },
      },
    ];
    for (const { what, code, spoil, mend } of troubles) {
      it(`fails when ${what}, and again delivers when that is mended`, async () => {
        await begin();
        const { lastSuccessfulTime } = await history();
        await spoil();
        expect(await history()).to.include({ lastStatus: 'SUCCESS' });
        await test.pass(7 * hour);
        expect(await history()).to.include({ lastStatus: 'FAILURE', lastErrorCode: code });
        expect((await history())['lastErrorMessage'])
          .to.be.a('string')
          .and.not.equal('');
        expect((await history())['lastSuccessfulTime']).to.deep.equal(lastSuccessfulTime);
        expect(await recorderStatus(test)).to.include({ recording: true, lastStatus: 'SUCCESS' });
        await mend();
        await test.pass(6 * hour);
        expect(await history()).to.include({ lastStatus: 'SUCCESS' });
      });
    }

    it('fails when the bucket is gone', async () => {
      await begin();
      delete bucketsOf(test.world)[bucket];
      await test.pass(7 * hour);
      expect(await history()).to.include({ lastStatus: 'FAILURE', lastErrorCode: 'NoSuchBucket' });
    });

    it('shows a failure in the recorder as well, under the other reading', async () => {
      await begin({ secrets, config: { failedDeliveries: 'recorder-too' } });
      await owner('DeleteBucketPolicy', {});
      await test.pass(7 * hour);
      expect(await recorderStatus(test)).to.include({ lastStatus: 'FAILURE', lastErrorCode: 'AccessDenied' });
    });

    for (const [changedChannel, shown] of [
      ['begins-anew', {}],
      ['keeps-status', { lastStatus: 'FAILURE', lastErrorCode: 'AccessDenied' }],
    ] as const)
      it(`${changedChannel}: a channel that is put with another bucket, until its next delivery`, async () => {
        await begin({ secrets, config: { changedChannel } });
        await owner('DeleteBucketPolicy', {});
        await test.pass(7 * hour);
        await makeBucket(test, undefined, [], 'another');
        await putChannel(test, { s3BucketName: 'another' });
        expect(await history()).to.include(shown);
        expect((await history())['lastStatus']).to.equal(
          'lastStatus' in shown ? shown.lastStatus : undefined,
        );
        await test.call('config', 'DeliverConfigSnapshot', { deliveryChannelName: 'orgsecrets' });
        await test.pass(60_000);
        expect((await channelStatus(test))['configSnapshotDeliveryInfo']).to.include({
          lastStatus: 'SUCCESS',
        });
        expect((await history())['lastStatus']).to.equal(
          'lastStatus' in shown ? shown.lastStatus : undefined,
        );
      });

    it('and not while nothing records, nor for a run that is over', async () => {
      await begin();
      await test.call('config', 'StopConfigurationRecorder', { ConfigurationRecorderName: 'orgsecrets' });
      const before = await history();
      await test.pass(20 * hour);
      expect(await history()).to.deep.equal(before);
    });
  });

  describe('with a role that is gone', () => {
    const roleARN = linkedRoleArn(member);
    const remove = async (): Promise<void> => {
      await test.call('iam', 'DeleteServiceLinkedRole', { RoleName: 'AWSServiceRoleForConfig' });
      await test.pass(60_000);
    };
    const restore = (): Promise<Shape> =>
      test.call('iam', 'CreateServiceLinkedRole', { AWSServiceName: 'config.amazonaws.com' });

    for (const [where, world, well] of [
      ['where there is something to record', { secrets }, 'SUCCESS'],
      ['in a Region with nothing to record', {}, 'PENDING'],
    ] as const) {
      it(`fails at its next recording, ${where}, and recovers when it is there again`, async () => {
        await begin(world);
        expect(await recorderStatus(test)).to.include({ lastStatus: well });
        await remove();
        expect(await recorderStatus(test)).to.include({ lastStatus: well });
        await test.pass(7 * hour);
        expect(await recorderStatus(test)).to.include({
          recording: true,
          lastStatus: 'FAILURE',
          lastErrorCode: 'InvalidRole',
          lastErrorMessage: `AWS Config cannot assume the role '${roleARN}'.`,
        });
        await restore();
        await test.pass(7 * hour);
        expect(await recorderStatus(test)).to.include({ lastStatus: well });
      });
    }

    it('fails with one that no longer trusts it', async () => {
      test = await testWorld({ secrets });
      await makeBucket(test);
      const { arn } = addedRole(test.world, member, 'recorder', { trust: 'config.amazonaws.com' });
      await putRecorder(test, { roleARN: arn });
      await putChannel(test);
      await start(test);
      await test.pass(60_000);
      const Statement = [
        { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ];
      await test.call('iam', 'UpdateAssumeRolePolicy', {
        RoleName: 'recorder',
        PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
      });
      await test.pass(7 * hour);
      expect(await recorderStatus(test)).to.include({ lastStatus: 'FAILURE' });
    });
  });

  describe('and its rules', () => {
    const rule = (name: string): Promise<Shape> =>
      test.call('config', 'PutConfigRule', {
        ConfigRule: {
          ConfigRuleName: name,
          Source: { Owner: 'AWS', SourceIdentifier: name.toUpperCase().replaceAll('-', '_') },
        },
      });
    const cmk = 'secretsmanager-using-cmk';
    const unused = 'secretsmanager-secret-unused';
    const status = async (name: string): Promise<Shape> => {
      const answer = await test.call('config', 'DescribeConfigRuleEvaluationStatus', {
        ConfigRuleNames: [name],
      });
      return (answer['ConfigRulesEvaluationStatus'] as Shape[])[0] ?? {};
    };
    const recorder = (operation: string): Promise<Shape> =>
      test.call('config', operation, { ConfigurationRecorderName: 'orgsecrets' });

    it('were evaluated when they were put, and say so after the recorder has stopped', async () => {
      await begin();
      await rule(cmk);
      await test.pass(60_000);
      const before = await status(cmk);
      expect(before).to.include({ FirstEvaluationStarted: true });
      await recorder('StopConfigurationRecorder');
      await test.pass(hour);
      expect(await status(cmk)).to.deep.equal(before);
    });

    it('stay ACTIVE without a recorder; those that changes trigger are not evaluated any more', async () => {
      await begin();
      await rule(cmk);
      await test.pass(60_000);
      const before = await status(cmk);
      await recorder('DeleteConfigurationRecorder');
      await test.pass(hour);
      await test.call('config', 'StartConfigRulesEvaluation', { ConfigRuleNames: [cmk] });
      await test.pass(hour);
      expect(await status(cmk)).to.deep.equal(before);
      const { ConfigRules } = await test.call('config', 'DescribeConfigRules');
      expect((ConfigRules as Shape[])[0]).to.include({ ConfigRuleState: 'ACTIVE' });
    });

    it('run when their time has come, where they are periodic, without a recorder as well', async () => {
      await begin();
      await rule(unused);
      await test.pass(60_000);
      const first = (await status(unused))['LastSuccessfulInvocationTime'];
      await recorder('DeleteConfigurationRecorder');
      await test.pass(25 * hour);
      const later = (await status(unused))['LastSuccessfulInvocationTime'];
      expect(Number(later) - Number(first)).to.be.greaterThan(23 * hour);
    });

    it('were never evaluated that were put while nothing recorded', async () => {
      await begin();
      await recorder('StopConfigurationRecorder');
      await rule(cmk);
      await test.pass(hour);
      expect(await status(cmk)).to.include({ FirstEvaluationStarted: false });
      await recorder('StartConfigurationRecorder');
      await test.pass(60_000);
      expect(await status(cmk)).to.include({ FirstEvaluationStarted: true });
    });

    for (const [how, mend] of [
      [
        'asked to evaluate',
        () => test.call('config', 'StartConfigRulesEvaluation', { ConfigRuleNames: [cmk] }),
      ],
      ['put again', () => rule(cmk)],
    ] as const) {
      it(`show why they can’t be evaluated, and judge nothing, until they are ${how}`, async () => {
        await begin();
        await rule(cmk);
        await test.pass(hour);
        const known = configState(test.world, { accountId: member, region }).rules[cmk];
        if (!known) throw new Error('There is no rule.');
        const since = test.world.clock.now();
        known.failure = { since, code: 'InternalError', message: 'An internal error has occurred.' };
        await test.pass(hour);
        const failing = await status(cmk);
        expect(failing).to.deep.include({
          LastFailedInvocationTime: new Date(since),
          LastFailedEvaluationTime: new Date(since),
          LastErrorCode: 'InternalError',
          LastErrorMessage: 'An internal error has occurred.',
        });
        expect(Number(failing['LastSuccessfulInvocationTime'])).to.be.lessThan(since);
        await mend();
        await test.pass(60_000);
        expect(await status(cmk)).not.to.have.any.keys('LastErrorCode', 'LastFailedInvocationTime');
        expect(Number((await status(cmk))['LastSuccessfulInvocationTime'])).to.be.greaterThan(since);
      });
    }

    it('may be there twice, under two names', async () => {
      await begin();
      await rule(cmk);
      await test.call('config', 'PutConfigRule', {
        ConfigRule: {
          ConfigRuleName: 'another',
          Source: { Owner: 'AWS', SourceIdentifier: 'SECRETSMANAGER_USING_CMK' },
        },
      });
      const { ConfigRules } = await test.call('config', 'DescribeConfigRules');
      expect((ConfigRules as Shape[]).map((each) => each['ConfigRuleName'])).to.deep.equal(['another', cmk]);
    });
  });
});
