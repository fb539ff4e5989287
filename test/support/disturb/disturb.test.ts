import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { livingStackSets } from '../../../src/simulator/services/cloudformation/stacksets/state.js';
import { organizationOf } from '../../../src/simulator/services/organizations/state.js';
import { startWorld, type InProcess } from '../in-process.js';
import { closeAccount, moveAccount, switchRegion } from './accounts.js';
import { administratorOf, until } from './administrator.js';
import { failEvaluations, letDeliveriesPass, troubleSource } from './on-the-side-of-aws.js';
import { aggregatorIn, deleteAggregator, narrowAggregator, putAnother } from './aggregator.js';
import {
  changeTopicPolicy,
  deleteBucket,
  deleteBucketPolicy,
  deleteTopic,
  denyDelivery,
  disableKey,
  encryptWithDisabledKey,
} from './delivery.js';
import {
  deleteBus,
  deleteEventRule,
  disableEventRule,
  narrowBusPolicy,
  narrowEventRule,
  removeBusPolicy,
  removeTargets,
} from './events.js';
import {
  changeMode,
  changeRole,
  changeTypes,
  channelIn,
  deleteChannel,
  deleteRecorder,
  pointChannelElsewhere,
  recorderIn,
  stopRecorder,
} from './recorder.js';
import { changeTrust, deleteRecorderRole, deleteRole, detachPolicy, widenRole } from './roles.js';
import { changeFrequency, changeParameters, deleteRule, duplicateRule, rulesIn } from './rules.js';
import {
  deleteInstance,
  deleteStack,
  failInstance,
  instanceIn,
  makeInoperable,
  outdateInstance,
  otherParameters,
  otherTemplate,
  overrideParameters,
  stackSetNamed,
} from './stack-sets.js';

const management = '111111111111';
const audit = '222222222222';
const shop = '333333333333';
const inShop = { accountId: shop, region: 'us-east-1' };
const inShopToo = { accountId: shop, region: 'eu-central-1' };
const inAudit = { accountId: audit, region: 'us-east-1' };
const inAuditToo = { accountId: audit, region: 'eu-central-1' };
const bucket = `orgsecrets-config-${audit}-us-east-1`;
const topic = `arn:aws:sns:us-east-1:${audit}:orgsecrets`;

/** A covered organization, in which one thing after the other goes wrong. */
describe('disturbances', function () {
  this.timeout(60_000);
  let world: InProcess;
  before(async () => {
    world = await startWorld('small');
    await world.apply();
  });
  after(() => world.stop());

  const at = (place: { accountId: string; region?: string }) => administratorOf(world.simulator, place);
  const instance = (name: string, place: typeof inShop) => instanceIn(world.simulator, name, place);
  const recording = async (place: typeof inShop): Promise<unknown> => {
    const answer = await at(place).call('config', 'DescribeConfigurationRecorderStatus');
    return (answer['ConfigurationRecordersStatus'] as Shape[])[0]?.['recording'];
  };
  const roles = async (accountId: string): Promise<readonly unknown[]> =>
    ((await at({ accountId }).call('iam', 'ListRoles'))['Roles'] as Shape[]).map((role) => role['RoleName']);
  const policyOf = async (name: string): Promise<string> =>
    String((await at(inAudit).call('s3', 'GetBucketPolicy', { Bucket: name }))['Policy']);
  const sourceStatus = async (): Promise<unknown> => {
    const aggregator = await aggregatorIn(world.simulator, inAudit);
    const answer = await at(inAudit).call('config', 'DescribeConfigurationAggregatorSourcesStatus', {
      ConfigurationAggregatorName: aggregator?.['ConfigurationAggregatorName'],
    });
    return (answer['AggregatedSourceStatusList'] as Shape[])[0]?.['LastUpdateStatus'];
  };

  it('are what drift detection finds: before them it finds nothing', async () => {
    const sets = [...livingStackSets(world.simulator.world)];
    for (const { name, accountId, region, permissionModel } of sets) {
      if (permissionModel !== 'SERVICE_MANAGED') continue;
      const call = (operation: string, input: Shape): Promise<Shape> =>
        at({ accountId, region }).call('cloudformation', operation, { StackSetName: name, ...input });
      const { OperationId } = await call('DetectStackSetDrift', {});
      await until(world.simulator, async () => {
        const answer = await call('DescribeStackSetOperation', { OperationId });
        return (answer['StackSetOperation'] as Shape)['EndTimestamp'] !== undefined;
      });
      const { StackSet } = await call('DescribeStackSet', {});
      const details = (StackSet as Shape)['StackSetDriftDetectionDetails'];
      expect(details, name).to.include({ DriftStatus: 'IN_SYNC', FailedStackInstancesCount: 0 });
    }
  });

  describe('of recorders', () => {
    it('stop one', async () => {
      await stopRecorder(world.simulator, inShop);
      expect(await recording(inShop)).to.equal(false);
    });

    it('let one record other types', async () => {
      await changeTypes(world.simulator, inShop);
      expect((await recorderIn(world.simulator, inShop))?.['recordingGroup']).to.deep.include({
        resourceTypes: ['AWS::EC2::Instance'],
      });
    });

    it('let one record once a day', async () => {
      await changeMode(world.simulator, inShop);
      expect((await recorderIn(world.simulator, inShop))?.['recordingMode']).to.deep.include({
        recordingFrequency: 'DAILY',
      });
    });

    it('give one another role', async () => {
      await changeRole(world.simulator, inShop);
      expect((await recorderIn(world.simulator, inShop))?.['roleARN']).to.equal(
        `arn:aws:iam::${shop}:role/config-of-us-east-1`,
      );
    });

    it('let one deliver to another bucket', async () => {
      await pointChannelElsewhere(world.simulator, inShop);
      expect(await channelIn(world.simulator, inShop)).to.include({
        name: 'orgsecrets',
        s3BucketName: `history-of-${shop}-us-east-1`,
      });
    });

    it('delete its channel', async () => {
      await deleteChannel(world.simulator, inShop);
      expect(await channelIn(world.simulator, inShop)).to.equal(undefined);
    });

    it('delete one', async () => {
      await deleteRecorder(world.simulator, inShop);
      expect(await recorderIn(world.simulator, inShop)).to.equal(undefined);
    });

    it('delete its role', async () => {
      await deleteRecorderRole(world.simulator, inShopToo);
      expect(await roles(shop)).not.to.include('AWSServiceRoleForConfig');
    });
  });

  describe('of rules', () => {
    it('delete one', async () => {
      await deleteRule(world.simulator, inShopToo, 'secretsmanager-using-cmk');
      expect(await rulesIn(world.simulator, inShopToo)).not.to.have.property('secretsmanager-using-cmk');
    });

    it('give one other parameters', async () => {
      await changeParameters(world.simulator, inShopToo, 'secretsmanager-secret-unused', {
        unusedForDays: '3000',
      });
      const rule = (await rulesIn(world.simulator, inShopToo))['secretsmanager-secret-unused'];
      expect(rule).to.include({ InputParameters: '{"unusedForDays":"3000"}' });
      expect(rule?.['Source']).to.include({ SourceIdentifier: 'SECRETSMANAGER_SECRET_UNUSED' });
    });

    it('let one run at another frequency', async () => {
      await changeFrequency(world.simulator, inShopToo, 'secretsmanager-secret-periodic-rotation');
      const rule = (await rulesIn(world.simulator, inShopToo))['secretsmanager-secret-periodic-rotation'];
      expect(rule).to.include({ MaximumExecutionFrequency: 'One_Hour' });
    });

    it('make one a second time under another name', async () => {
      await duplicateRule(world.simulator, inShopToo, 'secretsmanager-secret-unused');
      const copy = (await rulesIn(world.simulator, inShopToo))['secretsmanager-secret-unused-too'];
      expect(copy?.['Source']).to.include({ SourceIdentifier: 'SECRETSMANAGER_SECRET_UNUSED' });
    });
  });

  describe('on AWS’s side', () => {
    it('keep a rule from being evaluated', async () => {
      const name = 'secretsmanager-scheduled-rotation-success-check';
      await failEvaluations(world.simulator, inShopToo, name);
      const answer = await at(inShopToo).call('config', 'DescribeConfigRuleEvaluationStatus', {
        ConfigRuleNames: [name],
      });
      expect((answer['ConfigRulesEvaluationStatus'] as Shape[])[0]).to.include({
        LastErrorCode: 'InternalError',
      });
    });

    it('keep a source from an aggregator, or let its data grow old', async () => {
      await troubleSource(world.simulator, inAudit, inShop);
      await troubleSource(world.simulator, inAudit, inShopToo, 'outdated');
      const aggregator = await aggregatorIn(world.simulator, inAudit);
      const answer = await at(inAudit).call('config', 'DescribeConfigurationAggregatorSourcesStatus', {
        ConfigurationAggregatorName: aggregator?.['ConfigurationAggregatorName'],
        UpdateStatus: ['FAILED', 'OUTDATED'],
      });
      const rows = (answer['AggregatedSourceStatusList'] as Shape[]).map(
        (row) => `${String(row['AwsRegion'])} ${String(row['LastUpdateStatus'])}`,
      );
      expect(rows).to.have.members(['us-east-1 FAILED', 'eu-central-1 OUTDATED']);
    });

    it('let a recorder fail whose role is gone, six hours later', async () => {
      const status = async (): Promise<unknown> => {
        const answer = await at(inShopToo).call('config', 'DescribeConfigurationRecorderStatus');
        return (answer['ConfigurationRecordersStatus'] as Shape[])[0]?.['lastStatus'];
      };
      expect(await status()).to.equal('PENDING');
      await letDeliveriesPass(world.simulator);
      expect(await status()).to.equal('FAILURE');
    });
  });

  describe('of forwarding', () => {
    const rule = 'orgsecrets-forward';
    const now = (place: typeof inShop): Promise<Shape> =>
      at(place).call('events', 'DescribeRule', { Name: rule });

    it('turn a rule off', async () => {
      const before = await now(inShop);
      await disableEventRule(world.simulator, { ...inShop, rule });
      expect(await now(inShop)).to.deep.equal({ ...before, State: 'DISABLED' });
    });

    it('let a rule match less', async () => {
      await narrowEventRule(world.simulator, { ...inShopToo, rule });
      expect((await now(inShopToo))['EventPattern']).to.include('000000000000');
    });

    it('take the target of a rule', async () => {
      await removeTargets(world.simulator, { ...inAudit, rule });
      const { Targets } = await at(inAudit).call('events', 'ListTargetsByRule', { Rule: rule });
      expect(Targets).to.deep.equal([]);
    });

    it('delete a rule', async () => {
      await deleteEventRule(world.simulator, { ...inAuditToo, rule });
      const { Rules } = await at(inAuditToo).call('events', 'ListRules');
      expect(Rules).to.deep.equal([]);
    });
  });

  describe('of the hub', () => {
    const bus = { ...inAudit, bus: 'orgsecrets', statement: 'Organization' };
    const busPolicy = async (): Promise<unknown> =>
      (await at(inAudit).call('events', 'DescribeEventBus', { Name: 'orgsecrets' }))['Policy'];

    it('narrow the policy of the bus, and take it', async () => {
      await narrowBusPolicy(world.simulator, bus);
      expect(await busPolicy()).to.include(`arn:aws:iam::${audit}:root`);
      await removeBusPolicy(world.simulator, bus);
      expect(await busPolicy()).to.equal(undefined);
    });

    it('turn off a rule that notifies, and delete it', async () => {
      const rule = { ...inAudit, bus: 'orgsecrets', rule: 'orgsecrets-notify-unused' };
      await disableEventRule(world.simulator, rule);
      const of = { Name: rule.rule, EventBusName: rule.bus };
      expect(await at(inAudit).call('events', 'DescribeRule', of)).to.include({ State: 'DISABLED' });
      await deleteEventRule(world.simulator, rule);
      const { Rules } = await at(inAudit).call('events', 'ListRules', { EventBusName: rule.bus });
      expect((Rules as Shape[]).map(({ Name }) => Name)).not.to.include(rule.rule);
    });

    it('change the policy of the topic', async () => {
      await changeTopicPolicy(world.simulator, topic);
      const { Attributes } = await at(inAudit).call('sns', 'GetTopicAttributes', { TopicArn: topic });
      const policy = String((Attributes as Map<string, string>).get('Policy'));
      expect(policy).to.include(':root').and.not.to.include('TlsOnly');
    });

    it('disable the key of the topic', async () => {
      await disableKey(world.simulator, inAudit, 'alias/orgsecrets');
      const { KeyMetadata } = await at(inAudit).call('kms', 'DescribeKey', { KeyId: 'alias/orgsecrets' });
      expect(KeyMetadata).to.include({ KeyState: 'Disabled' });
    });

    it('forbid deliveries to the bucket', async () => {
      await denyDelivery(world.simulator, bucket);
      expect(await policyOf(bucket))
        .to.include('NobodyWrites')
        .and.to.include('ConfigDelivers');
    });

    it('take the policy of the bucket', async () => {
      await deleteBucketPolicy(world.simulator, bucket);
      const refused = await policyOf(bucket).catch((error: unknown) => (error as { code: string }).code);
      expect(refused).to.equal('NoSuchBucketPolicy');
    });

    it('encrypt the bucket with a key that is disabled', async () => {
      await encryptWithDisabledKey(world.simulator, bucket);
      const refused = await at(inAudit)
        .call('s3', 'PutObject', { Bucket: bucket, Key: 'any' })
        .catch((error: unknown) => (error as { code: string }).code);
      expect(refused).to.equal('KMS.DisabledException');
    });

    it('delete the bucket, the bus and the topic, with all that they hold', async () => {
      const code = (call: Promise<unknown>) =>
        call.catch((error: unknown) => (error as { code: string }).code);
      await at(inAudit).call('s3', 'PutBucketEncryption', {
        Bucket: bucket,
        Rule: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      });
      await at(inAudit).call('s3', 'PutObject', { Bucket: bucket, Key: 'any' });
      await deleteBucket(world.simulator, bucket);
      await deleteBus(world.simulator, inAudit, 'orgsecrets');
      await deleteTopic(world.simulator, topic);
      expect(await code(at(inAudit).call('s3', 'GetBucketPolicy', { Bucket: bucket }))).to.equal(
        'NoSuchBucket',
      );
      expect(await code(at(inAudit).call('events', 'DescribeEventBus', { Name: 'orgsecrets' }))).to.equal(
        'ResourceNotFoundException',
      );
      expect(await code(at(inAudit).call('sns', 'GetTopicAttributes', { TopicArn: topic }))).to.equal(
        'NotFound',
      );
    });
  });

  describe('of the aggregator', () => {
    it('let it look into fewer Regions', async () => {
      await narrowAggregator(world.simulator, inAudit);
      const source = (await aggregatorIn(world.simulator, inAudit))?.['OrganizationAggregationSource'];
      expect((source as Shape)['AwsRegions']).to.deep.equal(['us-east-1']);
    });

    it('make its sources fail: its role is no longer AWS Config’s to take', async () => {
      await changeTrust(world.simulator, inAudit, 'orgsecrets-aggregator');
      expect(await sourceStatus()).to.equal('FAILED');
    });

    it('take what its role may do, and give it more', async () => {
      const RoleName = 'orgsecrets-aggregator';
      await detachPolicy(world.simulator, inAudit, RoleName, 'service-role/AWSConfigRoleForOrganizations');
      await widenRole(world.simulator, inAudit, RoleName);
      const attached = await at(inAudit).call('iam', 'ListAttachedRolePolicies', { RoleName });
      expect(attached['AttachedPolicies']).to.deep.equal([]);
      const inline = await at(inAudit).call('iam', 'ListRolePolicies', { RoleName });
      expect(inline['PolicyNames']).to.deep.equal(['more']);
    });

    it('put it with another role, or over one account', async () => {
      await putAnother(world.simulator, inAudit, 'organization');
      const source = (await aggregatorIn(world.simulator, inAudit))?.['OrganizationAggregationSource'];
      expect((source as Shape)['RoleArn']).to.contain('AWSServiceRoleForConfig');
      await putAnother(world.simulator, inAudit, 'account');
      const after = await aggregatorIn(world.simulator, inAudit);
      expect(after?.['OrganizationAggregationSource']).to.equal(undefined);
    });

    it('delete its role', async () => {
      await deleteRole(world.simulator, inAudit, 'orgsecrets-aggregator');
      expect(await roles(audit)).not.to.include('orgsecrets-aggregator');
    });

    it('delete it', async () => {
      await deleteAggregator(world.simulator, inAudit);
      expect(await aggregatorIn(world.simulator, inAudit)).to.equal(undefined);
    });
  });

  describe('of StackSets', () => {
    it('delete a stack behind their back', async () => {
      const name = 'orgsecrets-rules-us-east-1';
      await deleteStack(world.simulator, name, inAudit);
      expect(instance(name, inAudit)).to.include({ status: 'CURRENT', detailedStatus: 'SUCCEEDED' });
      expect(await rulesIn(world.simulator, inAudit)).to.deep.equal({});
    });

    it('delete an instance', async () => {
      const name = 'orgsecrets-rules-eu-central-1';
      await deleteInstance(world.simulator, name, inAuditToo);
      expect(() => instance(name, inAuditToo)).to.throw('has no instance');
      expect(await rulesIn(world.simulator, inAuditToo)).to.deep.equal({});
    });

    it('fail an instance, whose stack stays as it was', async () => {
      const name = 'orgsecrets-rules-us-east-1';
      await failInstance(world.simulator, name, inShop);
      expect(instance(name, inShop)).to.include({ status: 'OUTDATED', detailedStatus: 'FAILED' });
      expect(Object.keys(await rulesIn(world.simulator, inShop))).to.have.length(5);
    });

    it('pass an instance by, which then is out of date', async () => {
      const name = 'orgsecrets-forward-us-east-1';
      await outdateInstance(world.simulator, name, inShop);
      expect(instance(name, inShop)).to.include({ status: 'OUTDATED', detailedStatus: 'PENDING' });
      expect(instance(name, inAudit)).to.include({ status: 'CURRENT' });
    });

    it('make an instance inoperable, whose stack stays as it was', async () => {
      const name = 'orgsecrets-recorder-eu-central-1';
      await makeInoperable(world.simulator, name, inAuditToo);
      expect(instance(name, inAuditToo)).to.include({ status: 'INOPERABLE' });
      expect(await recording(inAuditToo)).to.equal(true);
    });

    it('do so in the management account, whose StackSets are self-managed', async () => {
      const name = 'orgsecrets-management-rules-us-east-1';
      await failInstance(world.simulator, name, { accountId: management, region: 'us-east-1' });
      expect(instance(name, { accountId: management, region: 'us-east-1' })).to.include({
        status: 'OUTDATED',
        detailedStatus: 'FAILED',
      });
    });

    it('give one the template of another version, and leave its instances CURRENT', async () => {
      const name = 'orgsecrets-member';
      const before = stackSetNamed(world.simulator, name).definition.template;
      await otherTemplate(world.simulator, name);
      expect(stackSetNamed(world.simulator, name).definition.template).not.to.equal(before);
      expect(instance(name, { accountId: shop, region: 'us-east-1' })).to.include({ status: 'CURRENT' });
    });

    it('give one other parameters, everywhere', async () => {
      const name = 'orgsecrets-rules-eu-central-1';
      await otherParameters(world.simulator, name, { UnusedForDays: '7' });
      expect(stackSetNamed(world.simulator, name).definition.parameters).to.include({ UnusedForDays: '7' });
    });

    it('give an instance other parameters', async () => {
      const name = 'orgsecrets-recorder-us-east-1';
      await overrideParameters(world.simulator, name, inAudit, { Frequency: 'DAILY' });
      expect(instance(name, inAudit).overrides).to.deep.equal({ Frequency: 'DAILY' });
      expect((await recorderIn(world.simulator, inAudit))?.['recordingMode']).to.include({
        recordingFrequency: 'DAILY',
      });
    });
  });

  describe('of coverage', () => {
    it('move an account into another organizational unit, and out of all', async () => {
      const organization = organizationOf(world.simulator.world);
      const unitOf = (): string | undefined =>
        organization.organizationalUnits[organization.accounts[shop]?.parentId ?? '']?.name;
      await moveAccount(world.simulator, shop, 'Security');
      expect(unitOf()).to.equal('Security');
      await moveAccount(world.simulator, shop, 'root');
      expect(organization.accounts[shop]?.parentId).to.equal(organization.rootId);
    });

    it('close an account', async () => {
      await closeAccount(world.simulator, shop);
      expect(organizationOf(world.simulator.world).accounts[shop]?.state).to.equal('PENDING_CLOSURE');
    });
  });
});

describe('a disturbance of Regions', () => {
  const virginia = '300000000003';
  let world: InProcess;
  before(async () => (world = await startWorld('regions-opt-in')));
  after(() => world.stop());

  it('enables an opt-in Region in an account, and disables it', async () => {
    const status = async (): Promise<unknown> =>
      (
        await administratorOf(world.simulator, { accountId: virginia }).call(
          'account',
          'GetRegionOptStatus',
          {
            RegionName: 'eu-south-1',
          },
        )
      )['RegionOptStatus'];
    for (const to of ['enabled', 'disabled', 'enabled'] as const) {
      await switchRegion(world.simulator, virginia, 'eu-south-1', to);
      expect(await status()).to.equal(to.toUpperCase());
    }
  });
});
