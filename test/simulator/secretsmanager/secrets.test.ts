import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import {
  addedRole,
  administrator,
  member,
  refusal,
  region,
  sessionOf,
  testWorld,
} from '../config/support/world.js';
import type { TestWorld } from '../config/support/world.js';

const day = 86_400_000;
const lambda = `arn:aws:lambda:${region}:${member}:function:rotate`;

describe('simulator: Secrets Manager', () => {
  let test: TestWorld;
  beforeEach(async () => {
    test = await testWorld();
  });
  afterEach(() => test.stop());

  const call = (operation: string, input: Shape = {}, as = {}): Promise<Shape> =>
    test.call('secretsmanager', operation, input, as);
  const code = async (work: Promise<Shape>): Promise<string> => (await refusal(work)).code;
  const list = async (input: Shape = {}): Promise<unknown[]> =>
    ((await call('ListSecrets', input))['SecretList'] as Shape[]).map(({ Name }) => Name);

  it('finds a secret by its name, its ARN, and its ARN without the suffix', async () => {
    const { ARN } = await call('CreateSecret', { Name: 'prod/db' });
    expect(ARN).to.match(
      new RegExp(`^arn:aws:secretsmanager:${region}:${member}:secret:prod/db-[A-Za-z0-9]{6}$`),
    );
    for (const SecretId of ['prod/db', ARN, String(ARN).slice(0, -7)])
      expect((await call('DescribeSecret', { SecretId }))['ARN']).to.equal(ARN);
    expect(await code(call('DescribeSecret', { SecretId: 'db' }))).to.equal('ResourceNotFoundException');
    expect(await code(call('CreateSecret', { Name: 'prod/db' }))).to.equal('ResourceExistsException');
  });

  it('takes names that every object has a member of for names like any other', async () => {
    const names = ['__proto__', 'constructor', 'toString'];
    await test.stop();
    test = await testWorld({ secrets: [{ name: '__proto__', accountId: member, region }] });
    for (const Name of names.slice(1)) await call('CreateSecret', { Name });
    expect(await list({ SortBy: 'name', SortOrder: 'asc' })).to.deep.equal(names);
    for (const SecretId of names)
      expect((await call('DescribeSecret', { SecretId }))['Name']).to.equal(SecretId);
    expect(await code(call('DescribeSecret', { SecretId: 'valueOf' }))).to.equal('ResourceNotFoundException');
    const kept = (test.simulator.snapshot() as Shape)['secretsmanager'] as Record<
      string,
      { secrets: object }
    >;
    const written = JSON.parse(JSON.stringify(kept[`${member}/${region}`])) as { secrets: object };
    expect(Object.keys(written.secrets)).to.have.members(names);
    await call('DeleteSecret', { SecretId: '__proto__', ForceDeleteWithoutRecovery: true });
    expect(await list({ SortBy: 'name', SortOrder: 'asc' })).to.deep.equal(names.slice(1));
  });

  it('lists by pages, filters and order', async () => {
    for (const [Name, stage] of [
      ['prod/a', 'prod'],
      ['prod/b', 'prod'],
      ['test/a', 'test'],
    ]) {
      await call('CreateSecret', {
        Name,
        Description: `of ${stage}`,
        Tags: [{ Key: 'stage', Value: stage }],
      });
      await test.pass(1000);
    }
    expect(await list()).to.deep.equal(['test/a', 'prod/b', 'prod/a']);
    expect(await list({ SortOrder: 'asc' })).to.deep.equal(['prod/a', 'prod/b', 'test/a']);
    expect(await list({ MaxResults: 2 })).to.have.length(2);
    const filtered = (Key: string, ...Values: string[]) =>
      list({ Filters: [{ Key, Values }], SortBy: 'name', SortOrder: 'asc' });
    expect(await filtered('name', 'prod')).to.deep.equal(['prod/a', 'prod/b']);
    expect(await filtered('name', '!prod')).to.deep.equal(['test/a']);
    expect(await filtered('tag-value', 'test')).to.deep.equal(['test/a']);
    expect(await filtered('tag-key', 'owner')).to.deep.equal([]);
    expect(await filtered('description', 'OF PROD')).to.deep.equal(['prod/a', 'prod/b']);
    expect(await filtered('all', 'test')).to.deep.equal(['test/a']);
  });

  it('rotates, with a function, as often as it is told, and stops', async () => {
    await call('CreateSecret', { Name: 'db' });
    expect(await code(call('RotateSecret', { SecretId: 'db' }))).to.equal('InvalidRequestException');
    const both = { AutomaticallyAfterDays: 30, ScheduleExpression: 'rate(30 days)' };
    const rotate = (RotationRules: Shape, more: Shape = {}) =>
      call('RotateSecret', { SecretId: 'db', RotationLambdaARN: lambda, RotationRules, ...more });
    expect(await code(rotate(both))).to.equal('InvalidParameterException');
    expect(await code(rotate({ ScheduleExpression: 'rate(1 hour)' }))).to.equal('InvalidParameterException');
    await rotate({ AutomaticallyAfterDays: 30 }, { RotateImmediately: false });
    const before = await call('DescribeSecret', { SecretId: 'db' });
    expect(before).to.include({ RotationEnabled: true, LastRotatedDate: undefined });
    const { VersionId } = await call('RotateSecret', { SecretId: 'db' });
    const start = test.simulator.clock.now();
    const after = await call('DescribeSecret', { SecretId: 'db' });
    expect(after).to.deep.include({
      RotationLambdaARN: lambda,
      LastRotatedDate: new Date(start),
      NextRotationDate: new Date(start + 30 * day),
    });
    expect(Object.keys(after['VersionIdsToStages'] as Shape))
      .to.have.length(2)
      .and.to.include(VersionId);
    await call('CancelRotateSecret', { SecretId: 'db' });
    expect(await call('DescribeSecret', { SecretId: 'db' })).to.include({
      RotationEnabled: false,
      RotationLambdaARN: lambda,
      LastRotatedDate: undefined,
      NextRotationDate: undefined,
    });
  });

  it('keeps a deleted secret for its recovery window, closed to changes', async () => {
    await call('CreateSecret', { Name: 'db' });
    await call('DeleteSecret', { SecretId: 'db', RecoveryWindowInDays: 7 });
    expect(await list()).to.deep.equal([]);
    expect(await list({ IncludePlannedDeletion: true })).to.deep.equal(['db']);
    for (const operation of ['UpdateSecret', 'TagResource', 'RotateSecret', 'GetSecretValue'])
      expect(await code(call(operation, { SecretId: 'db', Tags: [] })), operation).to.equal(
        'InvalidRequestException',
      );
    await call('RestoreSecret', { SecretId: 'db' });
    await test.pass(8 * day);
    expect(await list()).to.deep.equal(['db']);
    await call('DeleteSecret', { SecretId: 'db' });
    await test.pass(30 * day - 1);
    expect(await list({ IncludePlannedDeletion: true })).to.deep.equal(['db']);
    await test.pass(1);
    expect(await list({ IncludePlannedDeletion: true })).to.deep.equal([]);
  });

  it('lets nobody delete a secret with replicas', async () => {
    await call('CreateSecret', { Name: 'db', AddReplicaRegions: [{ Region: 'us-east-1' }] });
    expect((await call('DescribeSecret', { SecretId: 'db' }))['ReplicationStatus']).to.deep.equal([
      { Region: 'us-east-1', KmsKeyId: undefined, Status: 'InSync' },
    ]);
    expect(await code(call('DeleteSecret', { SecretId: 'db' }))).to.equal('InvalidRequestException');
  });

  it('asks the policies of caller and secret, by name, tag and account', async () => {
    const { ARN } = await call('CreateSecret', { Name: 'db', Tags: [{ Key: 'stage', Value: 'prod' }] });
    const describe = (caller: ReturnType<typeof sessionOf>) =>
      call('DescribeSecret', { SecretId: ARN }, { caller });
    const action = 'secretsmanager:DescribeSecret';
    const tagged = (value: string) => ({
      Action: action,
      Resource: `arn:aws:secretsmanager:*:${member}:secret:db-??????`,
      Condition: { StringEquals: { 'aws:ResourceTag/stage': value } },
    });
    const reader = (name: string, statement: Shape, accountId = member) =>
      sessionOf(addedRole(test.world, accountId, name, { allow: [statement] }), accountId);
    await describe(reader('prod', tagged('prod')));
    expect(await code(describe(reader('test', tagged('test'))))).to.equal('AccessDeniedException');
    const outside = reader('outside', { Action: action, Resource: '*' }, administrator);
    expect(await code(describe(outside))).to.equal('AccessDeniedException');
    const Statement = [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${administrator}:root` },
        Action: action,
        Resource: '*',
      },
    ];
    await call('PutResourcePolicy', {
      SecretId: 'db',
      ResourcePolicy: JSON.stringify({ Version: '2012-10-17', Statement }),
    });
    expect((await describe(outside))['Name']).to.equal('db');
    const creator = reader('creator', {
      Action: 'secretsmanager:CreateSecret',
      Resource: `arn:aws:secretsmanager:*:${member}:secret:team/*`,
    });
    await call('CreateSecret', { Name: 'team/one' }, { caller: creator });
    expect(await code(call('CreateSecret', { Name: 'other' }, { caller: creator }))).to.equal(
      'AccessDeniedException',
    );
  });
});
