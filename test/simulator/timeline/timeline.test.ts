import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { member, region, testWorld } from '../config/support/world.js';
import type { TestWorld } from '../config/support/world.js';

const hour = 3_600_000;
const day = 24 * hour;
const place = { accountId: member, region };
const keyId = '11111111-2222-3333-4444-555555555555';
const types = ['AWS::SecretsManager::Secret', 'AWS::KMS::Key', 'AWS::Lambda::Function'];
const recorder = { ...place, group: { resourceTypes: types } };

describe('simulator: the timeline of a world', () => {
  let test: TestWorld;
  afterEach(() => test.stop());

  const describeSecret = (SecretId = 'db'): Promise<Shape> =>
    test.call('secretsmanager', 'DescribeSecret', { SecretId });
  const history = async (resourceType: string, resourceId: string): Promise<Shape[]> => {
    const found: Shape[] = [];
    let nextToken: unknown;
    do {
      const answer = await test.call('config', 'GetResourceConfigHistory', {
        resourceType,
        resourceId,
        chronologicalOrder: 'Forward',
        ...(nextToken === undefined ? {} : { nextToken }),
      });
      found.push(...(answer['configurationItems'] as Shape[]));
      nextToken = answer['nextToken'];
    } while (nextToken !== undefined);
    return found;
  };
  const ago = (item: Shape): number =>
    Math.round((test.simulator.clock.now() - (item['configurationItemCaptureTime'] as Date).getTime()) / day);
  const configurations = (items: readonly Shape[]): Shape[] =>
    items.map((item) => JSON.parse(String(item['configuration'])) as Shape);

  it('before the start has left a history behind, with who did it', async () => {
    test = await testWorld({
      recorders: [recorder],
      keys: [{ ...place, id: keyId, alias: 'own' }],
      secrets: [
        {
          ...place,
          name: 'db',
          createdAt: '-60d',
          tags: { owner: 'shop', stage: 'prod' },
          timeline: [
            { at: '-40d', by: 'deployer/jane', rotation: { lambda: 'rotate', days: 30 }, rotated: true },
            { at: '-30d', by: 'bob', kmsKey: 'alias/own' },
            { at: '-20d', accessed: true },
            { at: '-10d', rotationFailed: true },
            { at: '-2d', by: 'bob', untag: ['owner'], tag: { stage: 'test' } },
          ],
        },
      ],
    });
    const secret = await describeSecret();
    const start = test.simulator.clock.now();
    expect(secret).to.deep.include({
      KmsKeyId: 'alias/own',
      RotationEnabled: true,
      LastRotatedDate: new Date(start - 40 * day),
      LastChangedDate: new Date(start - 2 * day),
      LastAccessedDate: new Date(start - 20 * day),
      Tags: [{ Key: 'stage', Value: 'test' }],
    });
    const items = await history('AWS::SecretsManager::Secret', String(secret['ARN']));
    expect(items.map(ago)).to.deep.equal([60, 40, 30, 10, 2]);
    expect(
      configurations(items).map(({ KMSKeyId, RotationOccurringAsScheduled }) => [
        KMSKeyId,
        RotationOccurringAsScheduled,
      ]),
    ).to.deep.equal([
      [undefined, undefined],
      [undefined, true],
      ['alias/own', true],
      ['alias/own', false],
      ['alias/own', false],
    ]);
    const { Events } = (await test.call('cloudtrail', 'LookupEvents')) as { Events: Shape[] };
    expect(Events.map(({ EventName, Username }) => [EventName, Username])).to.deep.equal([
      ['UntagResource', 'bob'],
      ['TagResource', 'bob'],
      ['UpdateSecret', 'bob'],
      ['RotateSecret', 'jane'],
    ]);
  });

  it('after the start happens when its time has come, and rules see it', async () => {
    test = await testWorld({
      recorders: [recorder],
      rules: [{ ...place, name: 'rule', identifier: 'SECRETSMANAGER_SCHEDULED_ROTATION_SUCCESS_CHECK' }],
      secrets: [
        {
          ...place,
          name: 'db',
          rotation: { lambda: 'rotate', days: 30 },
          timeline: [
            { at: '+2h', rotationFailed: true },
            { at: '+4h', rotated: true },
            { at: '+6h', rotation: 'off' },
            { at: '+8h', deleted: { days: 7 } },
          ],
        },
        { ...place, name: 'late', createdAt: '+1h' },
      ],
    });
    const verdicts = async (): Promise<unknown[]> => {
      const answer = await test.call('config', 'GetComplianceDetailsByConfigRule', {
        ConfigRuleName: 'rule',
      });
      return (answer['EvaluationResults'] as Shape[]).map(({ ComplianceType }) => ComplianceType);
    };
    const seen: unknown[] = [await verdicts()];
    for (let turn = 0; turn < 4; turn += 1) {
      await test.pass(2 * hour + 60_000);
      seen.push(await verdicts());
    }
    expect(seen).to.deep.equal([
      ['COMPLIANT'],
      ['NON_COMPLIANT', 'NOT_APPLICABLE'],
      ['COMPLIANT', 'NOT_APPLICABLE'],
      ['NOT_APPLICABLE', 'NOT_APPLICABLE'],
      ['NOT_APPLICABLE', 'NOT_APPLICABLE'],
    ]);
    expect(await describeSecret()).to.have.property('DeletedDate');
    await test.pass(7 * day);
    const { SecretList } = (await test.call('secretsmanager', 'ListSecrets', {
      IncludePlannedDeletion: true,
    })) as { SecretList: Shape[] };
    expect(SecretList.map(({ Name }) => Name)).to.deep.equal(['late']);
  });

  it('tells of the keys and functions that secrets are related to', async () => {
    test = await testWorld({
      recorders: [recorder],
      keys: [
        {
          ...place,
          id: keyId,
          timeline: [
            { at: '-3d', rotationDays: 365 },
            { at: '+1h', enabled: false },
          ],
        },
      ],
      functions: [
        {
          ...place,
          name: 'rotate',
          timeline: [
            { at: '-3d', runtime: 'python3.14' },
            { at: '+1h', code: true },
            { at: '+2h', deleted: true },
          ],
        },
      ],
    });
    await test.pass(3 * hour);
    const key = await history('AWS::KMS::Key', keyId);
    expect(key.map((item) => item['supplementaryConfiguration'])).to.deep.equal([
      { KeyRotationStatus: 'false' },
      { KeyRotationStatus: 'true' },
      { KeyRotationStatus: 'true' },
    ]);
    expect(configurations(key).map(({ keyState }) => keyState)).to.deep.equal([
      'Enabled',
      'Enabled',
      'Disabled',
    ]);
    const lambda = await history('AWS::Lambda::Function', 'rotate');
    expect(lambda.map((item) => item['configurationItemStatus'])).to.deep.equal([
      'ResourceDiscovered',
      'OK',
      'OK',
      'ResourceDeleted',
    ]);
    const [first, second, third] = configurations(lambda.slice(0, 3));
    expect([first?.['runtime'], second?.['runtime']]).to.deep.equal(['python3.13', 'python3.14']);
    expect(third?.['codeSha256']).not.to.equal(second?.['codeSha256']);
  });

  it('is the same in every run', async () => {
    const changes = {
      recorders: [recorder],
      secrets: [
        {
          ...place,
          name: 'db',
          timeline: [
            { at: '-1d', rotated: true },
            { at: '+1h', tag: { a: 'b' } },
          ],
        },
      ],
    };
    const run = async (): Promise<string> => {
      test = await testWorld(changes);
      await test.pass(day);
      return JSON.stringify(test.simulator.snapshot());
    };
    const first = await run();
    await test.stop();
    expect(await run()).to.equal(first);
  });
});
