import { expect } from 'chai';
import { ruleNames } from '../../../src/model/catalog.js';
import type { RuleName } from '../../../src/model/catalog.js';
import type { Plan } from '../../../src/model/plan.js';
import type { DoctorDocument } from '../../../src/report/json/doctor.js';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { asPerson, becomes, hub, mailOf, topicArn } from './support.js';

const reader = 'reader@example.com';
const stranger = 'stranger@example.com';
const queueArn = `arn:aws:sqs:${hub.region}:${hub.accountId}:findings`;
const QueueUrl = `https://sqs.${hub.region}.amazonaws.com/${hub.accountId}/findings`;
const secrets = `
secrets:
  - { accountId: '333333333333', region: us-east-1, name: shop/db }
  - { accountId: '333333333333', region: us-east-1, name: shop/api }
`;
const settled = 600_000;
const aMinute = 60_000;

const both = `
notifications:
  subscriptions:
    - { protocol: email, endpoint: ${reader}, messages: digests }
    - { protocol: sqs, endpoint: '${queueArn}', severities: [high], accounts: ['333333333333'], raw: true }
`;

describe('subscriptions of the org.yaml', function () {
  this.timeout(300_000);
  let world: CliWorld;

  before(async () => {
    world = await startCliWorld('small', (text) => `${text}${secrets}`);
    world.editOrg((text) => `${text}${both}`);
    const statement = {
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: queueArn,
      Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await asPerson(world.simulator, hub, 'sqs', 'CreateQueue', {
      QueueName: 'findings',
      Attributes: { Policy },
    });
  });
  after(() => world.stop());

  const apply = async (...args: readonly string[]): Promise<string> => {
    const ended = await world.orgsecrets(['apply', '--auto-approve', ...args]);
    expect(ended.exitCode, `${ended.stdout}${ended.stderr}`).to.equal(0);
    return ended.stdout;
  };
  const plan = async (): Promise<Plan> => (await world.json<{ plan: Plan }>(['plan'])).document.plan;
  const told = async (): Promise<DoctorDocument['checks'][number] | undefined> =>
    (await world.json<DoctorDocument>(['doctor'])).document.checks.find(({ code }) => code === 'D026');
  const sns = (operation: string, input: Shape): Promise<Shape> =>
    asPerson(world.simulator, hub, 'sns', operation, { TopicArn: topicArn, ...input });
  const subscribed = async (): Promise<readonly unknown[]> =>
    ((await sns('ListSubscriptionsByTopic', {}))['Subscriptions'] as Shape[]).map((one) => one['Endpoint']);
  const confirm = (Token: string | undefined): Promise<Shape> => sns('ConfirmSubscription', { Token });
  const tokenOf = (endpoint: string): string | undefined =>
    world.simulator.inbox.findLast((mail) => mail.endpoint === endpoint && mail.token !== undefined)?.token;
  async function queued(): Promise<readonly string[]> {
    const input = { QueueUrl, MaxNumberOfMessages: 10 };
    const answer = await asPerson(world.simulator, hub, 'sqs', 'ReceiveMessage', input);
    await asPerson(world.simulator, hub, 'sqs', 'PurgeQueue', { QueueUrl });
    return ((answer['Messages'] ?? []) as Shape[]).map((one) => String(one['Body']));
  }
  async function becomesNonCompliant(rule: RuleName, accountId: string): Promise<void> {
    becomes(world.simulator, 'NON_COMPLIANT', { accountId, region: 'us-east-1' }, rule);
    await world.simulator.clock.sleep(aMinute);
  }

  it('are made with the hub; mail waits until somebody there confirms it', async () => {
    await apply();
    expect(await subscribed()).to.have.members([reader, queueArn]);
    const { actions, warnings } = await plan();
    expect(actions).to.deep.equal([]);
    expect(warnings.join()).to.contain('wait to be confirmed').and.to.contain(reader);
    const waits = await told();
    expect(waits?.verdict).to.equal('warning');
    expect(waits?.reason).to.contain(reader);
    expect(waits?.mend).to.contain('"Action":"sqs:SendMessage"').and.to.contain(queueArn);
    await confirm(tokenOf(reader));
    expect(await told()).to.include({ verdict: 'ok', reason: '2 of the org.yaml' });
    expect((await plan()).warnings.join()).not.to.contain('confirmed');
  });

  it('of a second apply take no mutating call', async () => {
    const again = await world.json<{ calls: { mutating: number } }>(['apply', '--auto-approve']);
    expect(again.document.calls.mutating).to.equal(0);
  });

  it('bring a message per change only to whom it is for', async () => {
    await queued();
    for (const rule of ruleNames) await becomesNonCompliant(rule, '333333333333');
    await becomesNonCompliant('secretsmanager-scheduled-rotation-success-check', '111111111111');
    const messages = await queued();
    expect(messages).to.have.length(1);
    expect(messages[0])
      .to.contain('"secretsmanager-scheduled-rotation-success-check"')
      .and.to.contain('In account 333333333333');
    expect(mailOf(world.simulator, reader)).to.deep.equal([]);
  });

  it('bring a digest only to whom it is for: nothing in it is of high severity', async () => {
    await world.simulator.clock.sleep(settled);
    expect((await world.orgsecrets(['notify'])).exitCode).to.equal(0);
    await world.simulator.clock.sleep(aMinute);
    expect(mailOf(world.simulator, reader)).to.have.length(1);
    expect(mailOf(world.simulator, reader)[0]).to.contain('"eventType": "digest"');
    expect(await queued()).to.deep.equal([]);
  });

  it('are changed in place, and whoever others subscribed is left alone', async () => {
    await sns('Subscribe', { Protocol: 'email', Endpoint: stranger });
    await confirm(tokenOf(stranger));
    world.editOrg((text) => text.replace('severities: [high]', 'severities: [high, low]'));
    const { actions } = await plan();
    expect(actions.map(({ id }) => id)).to.deep.equal([`put-subscription/us-east-1/sqs/${queueArn}`]);
    const asked = world.simulator.inbox.length;
    await apply();
    expect(world.simulator.inbox).to.have.length(asked);
    expect((await plan()).actions).to.deep.equal([]);
    await queued();
    await becomesNonCompliant('secretsmanager-secret-unused', '333333333333');
    await becomesNonCompliant('secretsmanager-rotation-enabled-check', '333333333333');
    expect(await queued()).to.have.length(1);
  });

  it('that somebody lost or changed are drift, and mended', async () => {
    const all = (await sns('ListSubscriptionsByTopic', {}))['Subscriptions'] as Shape[];
    const arnOf = (endpoint: string) => all.find((one) => one['Endpoint'] === endpoint)?.['SubscriptionArn'];
    await sns('Unsubscribe', { SubscriptionArn: arnOf(reader) });
    await sns('SetSubscriptionAttributes', {
      SubscriptionArn: arnOf(queueArn),
      AttributeName: 'FilterPolicy',
      AttributeValue: '{}',
    });
    const found = await world.json<{ findings: { kind: string; thing: string }[] }>(['drift']);
    expect(found.document.findings.map(({ kind, thing }) => `${kind}: ${thing}`)).to.deep.equal([
      `subscription-missing: subscription email ${reader}`,
      `subscription-changed: subscription sqs ${queueArn}`,
    ]);
    const mended = await world.orgsecrets(['drift', '--remediate', '--auto-approve']);
    expect(mended.exitCode, mended.stderr).to.equal(0);
    await confirm(tokenOf(reader));
    expect((await plan()).actions).to.deep.equal([]);
  });

  it('are taken away once they are no more in the org.yaml, and nobody else with them', async () => {
    world.editOrg((text) => text.replace(/\n {4}- \{ protocol: sqs.*/, ''));
    const { actions } = await plan();
    expect(actions).to.have.length(1);
    expect(actions[0]).to.include({ type: 'delete-subscription', destructive: true });
    await apply('--allow-destroy');
    expect(await subscribed()).to.have.members([reader, stranger]);
  });

  it('are shown by status, with those that others made and those that wait', async () => {
    const { stdout } = await world.orgsecrets(['status']);
    expect(stdout).to.contain(reader).and.to.contain(stranger);
  });

  it('go with the topic', async () => {
    const ended = await world.orgsecrets(['destroy', '--auto-approve']);
    expect(ended.exitCode, ended.stderr).to.equal(0);
    const gone = await subscribed().catch((error: Error) => error.message);
    expect(gone).to.equal('Topic does not exist');
  });
});
