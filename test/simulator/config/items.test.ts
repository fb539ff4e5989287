import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { putRecorder } from './support/target.js';
import { member, refusal, region, testWorld } from './support/world.js';
import type { TestWorld } from './support/world.js';

const day = 86_400_000;
const type = 'AWS::SecretsManager::Secret';
const recorder = { accountId: member, region, group: { resourceTypes: [type] } };
const secret = { accountId: member, region, name: 'prod/db', createdAt: '-1d', tags: { owner: 'shop' } };

describe('simulator: configuration items of secrets', () => {
  let test: TestWorld;
  afterEach(() => test.stop());

  const arn = async (name = 'prod/db'): Promise<string> =>
    String((await test.call('secretsmanager', 'DescribeSecret', { SecretId: name }))['ARN']);
  const history = async (resourceId: string, input: Shape = {}): Promise<Shape[]> => {
    const asked = { resourceType: type, resourceId, ...input };
    const answer = await test.call('config', 'GetResourceConfigHistory', asked);
    return answer['configurationItems'] as Shape[];
  };
  const configuration = (item: Shape | undefined): Shape =>
    JSON.parse(String(item?.['configuration'])) as Shape;

  it('have the members of the published schema, and what the secret is related to', async () => {
    test = await testWorld({
      recorders: [recorder],
      keys: [{ accountId: member, region, id: '11111111-2222-3333-4444-555555555555', alias: 'own' }],
      secrets: [
        {
          ...secret,
          description: 'the shop',
          kmsKey: 'alias/own',
          rotation: { lambda: 'rotate', schedule: 'rate(10 days)', duration: '3h' },
        },
      ],
    });
    const id = await arn();
    const [item] = await history(id);
    expect(item).to.deep.include({
      resourceType: type,
      resourceId: id,
      resourceName: 'prod/db',
      arn: id,
      accountId: member,
      awsRegion: region,
      configurationItemStatus: 'ResourceDiscovered',
      tags: { owner: 'shop' },
      relationships: [
        {
          resourceType: 'AWS::KMS::Key',
          resourceId: '11111111-2222-3333-4444-555555555555',
          relationshipName: 'Is associated with ',
        },
        {
          resourceType: 'AWS::Lambda::Function',
          resourceId: 'rotate',
          relationshipName: 'Is associated with ',
        },
      ],
    });
    expect(configuration(item)).to.deep.equal({
      ARN: id,
      Name: 'prod/db',
      Description: 'the shop',
      KMSKeyId: 'alias/own',
      RotationEnabled: true,
      RotationLambdaARN: `arn:aws:lambda:${region}:${member}:function:rotate`,
      RotationRules: {
        AutomaticallyAfterDays: 10,
        RotationDuration: '3h',
        RotationScheduleExpression: 'rate(10 days)',
      },
      RotationOccurringAsScheduled: true,
      Deleted: false,
    });
  });

  it('follow every change of what is recorded, and none of what is not', async () => {
    test = await testWorld({ recorders: [recorder], secrets: [secret] });
    const id = await arn();
    await test.call('secretsmanager', 'UpdateSecret', { SecretId: id, Description: 'new' });
    expect(await history(id)).to.have.length(1);
    await test.pass(10_000);
    await test.call('secretsmanager', 'UntagResource', { SecretId: id, TagKeys: ['owner'] });
    await test.pass(10_000);
    await test.call('secretsmanager', 'UpdateSecret', { SecretId: id, Description: 'new' });
    await test.pass(10_000);
    const items = await history(id, { chronologicalOrder: 'Forward' });
    expect(items.map((item) => [item['configurationItemStatus'], item['tags']])).to.deep.equal([
      ['ResourceDiscovered', { owner: 'shop' }],
      ['OK', { owner: 'shop' }],
      ['OK', {}],
    ]);
    expect(configuration(items[1])).to.include({ Description: 'new' });
  });

  it('end with a deletion that has nothing in it', async () => {
    test = await testWorld({ recorders: [recorder], secrets: [secret] });
    const id = await arn();
    await test.call('secretsmanager', 'DeleteSecret', { SecretId: id, RecoveryWindowInDays: 7 });
    await test.pass(10_000);
    expect(configuration((await history(id))[0])).to.include({ Deleted: true });
    await test.pass(7 * day);
    const [item] = await history(id);
    expect(item).to.deep.include({
      configurationItemStatus: 'ResourceDeleted',
      configuration: '',
      tags: {},
      relationships: [],
    });
    const list = (input: Shape) =>
      test.call('config', 'ListDiscoveredResources', { resourceType: type, ...input });
    expect((await list({}))['resourceIdentifiers']).to.deep.equal([]);
    expect((await list({ includeDeletedResources: true }))['resourceIdentifiers']).to.have.length(1);
  });

  it('come once a day where recording is daily, with the state of that moment', async () => {
    test = await testWorld({ recorders: [{ ...recorder, frequency: 'DAILY' }], secrets: [secret] });
    const id = await arn();
    for (const Description of ['one', 'two'])
      await test.call('secretsmanager', 'UpdateSecret', { SecretId: id, Description });
    await test.pass(day - 1);
    expect(await history(id)).to.have.length(1);
    await test.pass(1);
    const items = await history(id);
    expect(items).to.have.length(2);
    expect(configuration(items[0])).to.include({ Description: 'two' });
    expect(items[0]).to.include({ recordingFrequency: 'DAILY' });
  });

  it('are only of what a recorder records, while it records', async () => {
    test = await testWorld({
      secrets: [secret],
      buckets: [{ name: 'config', accountId: member, region }],
    });
    const id = await arn();
    expect((await refusal(history(id))).code).to.equal('NoAvailableConfigurationRecorderException');
    await putRecorder(test);
    expect((await refusal(history(id))).code).to.equal('ResourceNotDiscoveredException');
  });

  it('are read in pages that span no more than seven days', async () => {
    test = await testWorld({ recorders: [recorder], secrets: [secret] });
    const id = await arn();
    for (let turn = 0; turn < 12; turn += 1) {
      await test.call('secretsmanager', 'UpdateSecret', { SecretId: id, Description: `turn ${turn}` });
      await test.pass(day);
    }
    const lengths: number[] = [];
    let nextToken: unknown;
    do {
      const answer = await test.call('config', 'GetResourceConfigHistory', {
        resourceType: type,
        resourceId: id,
        limit: 5,
        ...(nextToken === undefined ? {} : { nextToken }),
      });
      lengths.push((answer['configurationItems'] as Shape[]).length);
      nextToken = answer['nextToken'];
    } while (nextToken !== undefined);
    expect(lengths).to.deep.equal([5, 5, 3]);
    expect(await history(id, { limit: 100 })).to.have.length(8);
    const start = test.simulator.clock.now();
    expect(
      await history(id, { earlierTime: new Date(start - 2 * day), laterTime: new Date(start) }),
    ).to.have.length(2);
    expect(
      (await refusal(history(id, { earlierTime: new Date(start), laterTime: new Date(0) }))).code,
    ).to.equal('InvalidTimeRangeException');
  });
});
