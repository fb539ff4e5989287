import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { member, region, testWorld } from './support/world.js';
import type { TestWorld } from './support/world.js';

describe('simulator: the event of a changed verdict', () => {
  let test: TestWorld;
  afterEach(() => test.stop());

  const queue = `arn:aws:sqs:${region}:${member}:changes`;
  const policy = {
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queue,
      },
    ],
  };
  const received = async (): Promise<Shape[]> => {
    const answer = await test.call('sqs', 'ReceiveMessage', {
      QueueUrl: `https://sqs.${region}.amazonaws.com/${member}/changes`,
      MaxNumberOfMessages: 10,
    });
    return ((answer['Messages'] ?? []) as Shape[]).map(
      (message) => JSON.parse(String(message['Body'])) as Shape,
    );
  };

  it('comes with the old verdict and the new one, and only when they differ', async () => {
    test = await testWorld({
      recorders: [{ accountId: member, region }],
      rules: [{ accountId: member, region, name: 'using-cmk', identifier: 'SECRETSMANAGER_USING_CMK' }],
      keys: [{ accountId: member, region, alias: 'own' }],
      secrets: [{ accountId: member, region, name: 'db', kmsKey: 'alias/own' }],
    });
    await test.call('sqs', 'CreateQueue', {
      QueueName: 'changes',
      Attributes: { Policy: JSON.stringify(policy) },
    });
    await test.call('events', 'PutRule', {
      Name: 'changes',
      EventPattern: JSON.stringify({ source: ['aws.config'] }),
    });
    await test.call('events', 'PutTargets', { Rule: 'changes', Targets: [{ Id: 'queue', Arn: queue }] });
    await test.call('secretsmanager', 'UpdateSecret', { SecretId: 'db', Description: 'new' });
    await test.pass(60_000);
    expect(await received()).to.deep.equal([]);
    await test.call('secretsmanager', 'UpdateSecret', { SecretId: 'db', KmsKeyId: '' });
    await test.pass(60_000);
    const events = await received();
    expect(events).to.have.length(1);
    expect(events[0]).to.deep.include({
      source: 'aws.config',
      'detail-type': 'Config Rules Compliance Change',
      account: member,
      region,
    });
    const detail = events[0]?.['detail'] as Shape;
    expect(detail).to.include({
      messageType: 'ComplianceChangeNotification',
      configRuleName: 'using-cmk',
      resourceType: 'AWS::SecretsManager::Secret',
      awsAccountId: member,
      awsRegion: region,
    });
    expect(detail['resourceId']).to.match(/:secret:db-.{6}$/);
    expect(detail['newEvaluationResult']).to.include({ complianceType: 'NON_COMPLIANT' });
    expect(detail['oldEvaluationResult']).to.include({ complianceType: 'COMPLIANT' });
  });
});
