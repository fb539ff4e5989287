import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { createStack, deleteStack, updateStack } from '../config/support/stack.js';
import { addedRole, administrator, member, refusal, sessionOf, testWorld } from '../config/support/world.js';
import type { TestWorld } from '../config/support/world.js';

const root = (accountId: string): string => `arn:aws:iam::${accountId}:root`;
const policy = (principal: string, action: string | string[] = 'kms:*'): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: principal }, Action: action, Resource: '*' }],
  });

describe('a key of KMS', () => {
  let test: TestWorld;
  beforeEach(async () => {
    test = await testWorld();
  });
  afterEach(() => test.stop());

  const create = async (input: Shape = {}): Promise<Shape> =>
    (await test.call('kms', 'CreateKey', input))['KeyMetadata'] as Shape;

  it('is enabled, symmetric and under its account by default', async () => {
    const key = await create();
    expect(key).to.include({
      AWSAccountId: member,
      KeyState: 'Enabled',
      KeySpec: 'SYMMETRIC_DEFAULT',
      KeyManager: 'CUSTOMER',
    });
    expect(key['Arn']).to.equal(`arn:aws:kms:eu-central-1:${member}:key/${String(key['KeyId'])}`);
  });

  it('does nothing for anybody while it is disabled', async () => {
    const { KeyId } = await create();
    await test.call('kms', 'DisableKey', { KeyId });
    const { KeyMetadata } = await test.call('kms', 'DescribeKey', { KeyId });
    expect(KeyMetadata).to.include({ KeyState: 'Disabled', Enabled: false });
    const use = (): Promise<Shape> => test.call('kms', 'GenerateDataKey', { KeyId, KeySpec: 'AES_256' });
    expect((await refusal(use())).code).to.equal('DisabledException');
    await test.call('kms', 'EnableKey', { KeyId });
    await use();
  });

  it('is under those alone whom its policy names, even in its own account', async () => {
    const admin = `arn:aws:iam::${member}:role/admin`;
    const key = await create({ Policy: policy(admin) });
    const other = addedRole(test.world, member, 'other', { allow: [{ Action: 'kms:*', Resource: '*' }] });
    const denied = test.call(
      'kms',
      'DescribeKey',
      { KeyId: key['KeyId'] },
      { caller: sessionOf(other, member) },
    );
    expect((await refusal(denied)).code).to.equal('AccessDeniedException');
    await test.call('kms', 'DescribeKey', { KeyId: key['KeyId'] });
  });

  it('can not be given a policy that locks everybody out', async () => {
    const error = await refusal(create({ Policy: policy(root(administrator)) }));
    expect([error.code, error.message]).to.deep.equal([
      'MalformedPolicyDocumentException',
      'The new key policy will not allow you to update the key policy in the future.',
    ]);
    await create({ Policy: policy(root(administrator)), BypassPolicyLockoutSafetyCheck: true });
  });

  it('is used by another account that its policy and that account allow', async () => {
    const statements = [
      { Effect: 'Allow', Principal: { AWS: root(member) }, Action: 'kms:*', Resource: '*' },
      {
        Effect: 'Allow',
        Principal: { AWS: root(administrator) },
        Action: 'kms:GenerateDataKey',
        Resource: '*',
      },
    ];
    const key = await create({ Policy: JSON.stringify({ Version: '2012-10-17', Statement: statements }) });
    await test.call('kms', 'GenerateDataKey', { KeyId: key['Arn'] }, { accountId: administrator });
    const denied = test.call('kms', 'DescribeKey', { KeyId: key['Arn'] }, { accountId: administrator });
    expect((await refusal(denied)).code).to.equal('AccessDeniedException');
  });

  it('is found by its aliases, of which each stands for one key', async () => {
    const key = await create();
    await test.call('kms', 'CreateAlias', { AliasName: 'alias/ours', TargetKeyId: key['KeyId'] });
    const found = (await test.call('kms', 'DescribeKey', { KeyId: 'alias/ours' }))['KeyMetadata'] as Shape;
    expect(found['KeyId']).to.equal(key['KeyId']);
    const again = test.call('kms', 'CreateAlias', { AliasName: 'alias/ours', TargetKeyId: key['KeyId'] });
    expect((await refusal(again)).code).to.equal('AlreadyExistsException');
    expect((await test.call('kms', 'ListAliases'))['Aliases']).to.have.length(1);
    await test.call('kms', 'DeleteAlias', { AliasName: 'alias/ours' });
    const gone = await refusal(test.call('kms', 'DescribeKey', { KeyId: 'alias/ours' }));
    expect([gone.code, gone.message]).to.deep.equal([
      'NotFoundException',
      `Alias arn:aws:kms:eu-central-1:${member}:alias/ours is not found.`,
    ]);
  });

  it('can not be used while it waits for its deletion', async () => {
    const key = await create();
    const scheduled = await test.call('kms', 'ScheduleKeyDeletion', {
      KeyId: key['KeyId'],
      PendingWindowInDays: 7,
    });
    expect(scheduled).to.include({ KeyState: 'PendingDeletion' });
    const used = await refusal(test.call('kms', 'GenerateDataKey', { KeyId: key['KeyId'] }));
    expect([used.code, used.message]).to.deep.equal([
      'KMSInvalidStateException',
      `${String(key['Arn'])} is pending deletion.`,
    ]);
  });

  it('is made by CloudFormation, rotating, with the tags of the stack, and scheduled for deletion with it', async () => {
    const KeyPolicy: unknown = JSON.parse(policy(root(member)));
    const made = await createStack(test, {
      Key: {
        Type: 'AWS::KMS::Key',
        Properties: { EnableKeyRotation: true, KeyPolicy, PendingWindowInDays: 7 },
      },
      Alias: {
        Type: 'AWS::KMS::Alias',
        Properties: { AliasName: 'alias/ours', TargetKeyId: { Ref: 'Key' } },
      },
    });
    expect(made.failures).to.deep.equal({});
    const KeyId = made.refs['Key'];
    expect(await test.call('kms', 'GetKeyRotationStatus', { KeyId: 'alias/ours' })).to.include({
      KeyRotationEnabled: true,
    });
    expect((await test.call('kms', 'ListResourceTags', { KeyId }))['Tags']).to.deep.equal([
      { TagKey: 'made-by', TagValue: 'test' },
    ]);
    expect((await deleteStack(test, made)).status).to.equal('DELETE_COMPLETE');
    expect(((await test.call('kms', 'DescribeKey', { KeyId }))['KeyMetadata'] as Shape)['KeyState']).to.equal(
      'PendingDeletion',
    );
  });

  it('is enabled and disabled by CloudFormation as the template says, and by nothing where it says the same as before', async () => {
    const KeyPolicy: unknown = JSON.parse(policy(root(member)));
    const template = (Enabled: boolean, Description: string) => ({
      Key: {
        Type: 'AWS::KMS::Key',
        Properties: { Enabled, Description, EnableKeyRotation: false, KeyPolicy, PendingWindowInDays: 7 },
      },
    });
    const made = await createStack(test, template(true, 'one'));
    const KeyId = made.refs['Key'];
    const enabled = async () =>
      ((await test.call('kms', 'DescribeKey', { KeyId }))['KeyMetadata'] as Shape)['Enabled'];
    await updateStack(test, template(false, 'one'));
    expect(await enabled()).to.equal(false);
    await updateStack(test, template(true, 'one'));
    expect(await enabled()).to.equal(true);
    await test.call('kms', 'DisableKey', { KeyId });
    await updateStack(test, template(true, 'two'));
    expect(await enabled()).to.equal(false);
    await deleteStack(test, made);
  });
});
