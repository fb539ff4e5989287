import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { putChannel, putRecorder, start } from './support/target.js';
import { makeBucket } from './support/bucket.js';
import { member, region, testWorld } from './support/world.js';
import type { TestWorld } from './support/world.js';

const hour = 3_600_000;
const day = 24 * hour;
const type = 'AWS::SecretsManager::Secret';
const place = { accountId: member, region };
const recorder = { ...place, group: { resourceTypes: [type] } };
const rule = (identifier: string, changes: Shape = {}): Shape => ({
  ...place,
  name: 'rule',
  identifier,
  ...changes,
});

describe('simulator: when the rules judge', () => {
  let test: TestWorld;
  afterEach(() => test.stop());

  const results = async (ConfigRuleName = 'rule'): Promise<Shape[]> => {
    const answer = await test.call('config', 'GetComplianceDetailsByConfigRule', { ConfigRuleName });
    return answer['EvaluationResults'] as Shape[];
  };
  const verdicts = async (): Promise<unknown[]> =>
    (await results()).map(({ ComplianceType }) => ComplianceType);
  const put = (SourceIdentifier: string, changes: Shape = {}): Promise<Shape> =>
    test.call('config', 'PutConfigRule', {
      ConfigRule: { ConfigRuleName: 'rule', Source: { Owner: 'AWS', SourceIdentifier }, ...changes },
    });

  it('a new rule judges once it has been evaluated, and says of nothing that there is too little data', async () => {
    test = await testWorld({ recorders: [recorder], secrets: [{ ...place, name: 'db' }] });
    await put('SECRETSMANAGER_USING_CMK');
    const compliance = async (): Promise<unknown> => {
      const answer = await test.call('config', 'DescribeComplianceByConfigRule');
      return (answer['ComplianceByConfigRules'] as Shape[])[0]?.['Compliance'];
    };
    expect(await compliance()).to.deep.equal({ ComplianceType: 'INSUFFICIENT_DATA' });
    await test.pass(5_000);
    expect(await compliance()).to.deep.equal({
      ComplianceType: 'NON_COMPLIANT',
      ComplianceContributorCount: { CappedCount: 1, CapExceeded: false },
    });
  });

  it('a rule that changes trigger sees only what is recorded, a periodic one all there is', async () => {
    test = await testWorld({ secrets: [{ ...place, name: 'db' }] });
    await makeBucket(test);
    await putRecorder(test);
    await putChannel(test);
    for (const [name, identifier] of [
      ['change', 'SECRETSMANAGER_USING_CMK'],
      ['periodic', 'SECRETSMANAGER_SECRET_UNUSED'],
    ])
      await put(String(identifier), { ConfigRuleName: name });
    await test.pass(hour);
    expect(await results('change')).to.deep.equal([]);
    expect(await results('periodic')).to.have.length(1);
    await start(test);
    await test.pass(60_000);
    expect(await results('change')).to.have.length(1);
  });

  it('a periodic rule finds a threshold passed at its next run, and not before', async () => {
    test = await testWorld({
      recorders: [recorder],
      secrets: [{ ...place, name: 'db', lastRotated: '-89.5d' }],
      rules: [rule('SECRETSMANAGER_SECRET_PERIODIC_ROTATION')],
    });
    expect(await verdicts()).to.deep.equal(['COMPLIANT']);
    await test.pass(day - 1);
    expect(await verdicts()).to.deep.equal(['COMPLIANT']);
    await test.pass(1);
    expect(await verdicts()).to.deep.equal(['NON_COMPLIANT']);
  });

  it('runs as often as it was told', async () => {
    test = await testWorld({
      recorders: [recorder],
      secrets: [{ ...place, name: 'db', lastRotated: '-89.9d' }],
      rules: [rule('SECRETSMANAGER_SECRET_PERIODIC_ROTATION', { frequency: 'Three_Hours' })],
    });
    await test.pass(3 * hour);
    expect(await verdicts()).to.deep.equal(['NON_COMPLIANT']);
  });

  it('a change is judged after its item, and a secret that is gone has no result', async () => {
    test = await testWorld({
      recorders: [recorder],
      keys: [{ ...place, alias: 'own' }],
      secrets: [{ ...place, name: 'db' }],
      rules: [rule('SECRETSMANAGER_USING_CMK')],
    });
    await test.call('secretsmanager', 'UpdateSecret', { SecretId: 'db', KmsKeyId: 'alias/own' });
    await test.pass(9_999);
    expect(await verdicts()).to.deep.equal(['NON_COMPLIANT']);
    await test.pass(1);
    expect(await verdicts()).to.deep.equal(['COMPLIANT']);
    await test.call('secretsmanager', 'DeleteSecret', { SecretId: 'db', RecoveryWindowInDays: 7 });
    await test.pass(hour);
    expect(await verdicts()).to.deep.equal(['NOT_APPLICABLE']);
    await test.pass(8 * day);
    expect(await verdicts()).to.deep.equal([]);
  });

  /* "Re-evaluating this rule within 4 hours of the first evaluation will have no effect on the results." */
  it('rotation-enabled-check keeps its first result for four hours, whatever asks', async () => {
    test = await testWorld({ recorders: [recorder], rules: [rule('SECRETSMANAGER_ROTATION_ENABLED_CHECK')] });
    const lambda = `arn:aws:lambda:${region}:${member}:function:rotate`;
    await test.call('secretsmanager', 'CreateSecret', { Name: 'db' });
    await test.pass(10_000);
    expect(await verdicts()).to.deep.equal(['NON_COMPLIANT']);
    const first = test.simulator.clock.now();
    await test.call('secretsmanager', 'RotateSecret', {
      SecretId: 'db',
      RotationLambdaARN: lambda,
      RotationRules: { AutomaticallyAfterDays: 30 },
    });
    await test.pass(hour);
    await test.call('config', 'StartConfigRulesEvaluation', { ConfigRuleNames: ['rule'] });
    await test.pass(first + 4 * hour - 1 - test.simulator.clock.now());
    expect(await verdicts()).to.deep.equal(['NON_COMPLIANT']);
    await test.pass(1);
    expect(await verdicts()).to.deep.equal(['COMPLIANT']);
    await test.call('secretsmanager', 'CancelRotateSecret', { SecretId: 'db' });
    await test.pass(10_000);
    expect(await verdicts()).to.deep.equal(['NON_COMPLIANT']);
  });

  it('a scope narrows what a rule judges', async () => {
    test = await testWorld({
      recorders: [recorder],
      secrets: [
        { ...place, name: 'one', tags: { stage: 'prod' } },
        { ...place, name: 'two', tags: { stage: 'test' } },
        { ...place, name: 'three' },
      ],
    });
    const judged = async (Scope: Shape): Promise<number> => {
      await put('SECRETSMANAGER_USING_CMK', { Scope });
      await test.pass(60_000);
      const found = (await results()).length;
      await test.call('config', 'DeleteConfigRule', { ConfigRuleName: 'rule' });
      await test.pass(60_000);
      return found;
    };
    expect(await judged({ ComplianceResourceTypes: [type] })).to.equal(3);
    expect(await judged({ ComplianceResourceTypes: ['AWS::S3::Bucket'] })).to.equal(0);
    expect(await judged({ TagKey: 'stage' })).to.equal(2);
    expect(await judged({ TagKey: 'stage', TagValue: 'prod' })).to.equal(1);
  });

  it('how a resource stands with all rules is recorded only where the group says so', async () => {
    const both = [
      rule('SECRETSMANAGER_USING_CMK', { name: 'key' }),
      rule('SECRETSMANAGER_SECRET_UNUSED', { name: 'unused' }),
    ];
    const secrets = [{ ...place, name: 'db', lastAccessed: '-1d' }];
    const history = async (): Promise<Shape[]> => {
      const { ARN } = await test.call('secretsmanager', 'DescribeSecret', { SecretId: 'db' });
      const asked = {
        resourceType: 'AWS::Config::ResourceCompliance',
        resourceId: `AWS::SecretsManager::Secret/${String(ARN)}`,
      };
      const answer = await test.call('config', 'GetResourceConfigHistory', asked);
      return answer['configurationItems'] as Shape[];
    };
    test = await testWorld({ recorders: [{ ...place, group: 'all' }], rules: both, secrets });
    const items = await history();
    expect(items).to.have.length(1);
    const configuration = JSON.parse(String(items[0]?.['configuration'])) as Shape;
    expect(configuration).to.include({ complianceType: 'NON_COMPLIANT', targetResourceType: type });
    expect(
      (configuration['configRuleList'] as Shape[]).map(({ configRuleName, complianceType }) => [
        configRuleName,
        complianceType,
      ]),
    ).to.deep.equal([
      ['key', 'NON_COMPLIANT'],
      ['unused', 'COMPLIANT'],
    ]);
    await test.stop();
    test = await testWorld({ recorders: [recorder], rules: both, secrets });
    const listed = await test.call('config', 'ListDiscoveredResources', {
      resourceType: 'AWS::Config::ResourceCompliance',
    });
    expect(listed['resourceIdentifiers']).to.deep.equal([]);
  });
});
