import { expect } from 'chai';
import { chatEndpoint } from '../../../src/model/chat.js';
import { ruleNames } from '../../../src/model/catalog.js';
import type { Plan } from '../../../src/model/plan.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { asPerson, becomes, hub, mailOf, topicArn } from './support.js';

const hook = 'https://hooks.example.com/secrets';
const rawHook = 'https://hooks.example.com/raw';
const failed = 'secretsmanager-scheduled-rotation-success-check';
const unused = 'secretsmanager-secret-unused';
const wanted = `
notifications:
  subscriptions:
    - { protocol: https, endpoint: ${hook}, rules: [${failed}], organizationalUnits: [/Workloads] }
    - { protocol: https, endpoint: ${rawHook}, severities: [low], raw: true }
    - { protocol: chat, severities: [high], accounts: ['111111111111'] }
`;
const secrets = `
secrets:
  - { accountId: '333333333333', region: us-east-1, name: shop/db }
`;
const aMinute = 60_000;

describe('subscriptions of the org.yaml for the web and for a chat', function () {
  this.timeout(300_000);
  let world: CliWorld;

  before(async () => {
    world = await startCliWorld('small', (text) => `${text}${secrets}`);
    world.editOrg((text) => `${text}${wanted}`);
  });
  after(() => world.stop());

  const apply = async (): Promise<string> => {
    const ended = await world.orgsecrets(['apply', '--auto-approve']);
    expect(ended.exitCode, `${ended.stdout}${ended.stderr}`).to.equal(0);
    return ended.stdout;
  };
  const plan = async (): Promise<Plan> => (await world.json<{ plan: Plan }>(['plan'])).document.plan;
  const received = (endpoint: string) => mailOf(world.simulator, endpoint);
  const rulesIn = (messages: readonly string[]) =>
    messages.map((message) => ruleNames.find((rule) => message.includes(rule)));

  it('go to web addresses with the hub; nothing is delivered to one that has not confirmed', async () => {
    await apply();
    const { warnings, actions } = await plan();
    expect(warnings.join('\n')).to.contain(hook).and.to.contain(rawHook);
    expect(actions).to.deep.equal([]);
    becomes(world.simulator, 'NON_COMPLIANT', { accountId: '333333333333', region: 'us-east-1' }, failed);
    await world.simulator.clock.sleep(aMinute);
    expect(received(hook)).to.deep.equal([]);
    for (const endpoint of [hook, rawHook]) {
      const asked = world.simulator.inbox.filter((mail) => mail.endpoint === endpoint);
      expect(asked.map(({ kind }) => kind)).to.deep.equal(['SubscriptionConfirmation']);
      const { Token } = JSON.parse(asked[0]?.body ?? '') as { Token: string };
      await asPerson(world.simulator, hub, 'sns', 'ConfirmSubscription', { TopicArn: topicArn, Token });
    }
    expect((await plan()).warnings.join('\n')).not.to.contain(hook);
  });

  it('set the filter of the one that the chat service made, once a channel names the topic', async () => {
    expect((await plan()).warnings.join('\n')).to.match(/chat/);
    await asPerson(world.simulator, hub, 'sns', 'Subscribe', {
      TopicArn: topicArn,
      Protocol: 'https',
      Endpoint: chatEndpoint,
    });
    const { actions } = await plan();
    expect(actions.map(({ type }) => type)).to.deep.equal(['put-subscription']);
    await apply();
    expect((await plan()).actions).to.deep.equal([]);
  });

  it('bring each change to those alone whose rules, severities and accounts it is of', async () => {
    for (const accountId of ['111111111111', '333333333333'])
      for (const rule of ruleNames)
        becomes(world.simulator, 'NON_COMPLIANT', { accountId, region: 'us-east-1' }, rule);
    await world.simulator.clock.sleep(aMinute);

    expect(rulesIn(received(hook))).to.deep.equal([failed]);
    expect(received(hook)[0]).to.contain('In account 333333333333');
    // With its envelope, from which a receiver sees that it is from Amazon SNS.
    expect(JSON.parse(received(hook)[0] ?? '')).to.include({ Type: 'Notification', TopicArn: topicArn });

    const low = ['secretsmanager-secret-unused', 'secretsmanager-using-cmk'];
    expect(rulesIn(received(rawHook)).toSorted()).to.deep.equal([...low, ...low].toSorted());
    expect(JSON.parse(received(rawHook)[0] ?? '')).to.include.keys('version', 'content');

    expect(rulesIn(received(chatEndpoint))).to.deep.equal([failed]);
    expect(received(chatEndpoint)[0]).to.contain('In account 111111111111');
  });

  it('bring a digest to those alone whom something in it is for', async () => {
    const before = [hook, rawHook, chatEndpoint].map((endpoint) => received(endpoint).length);
    await world.simulator.clock.sleep(10 * aMinute);
    const { exitCode, stderr } = await world.orgsecrets(['notify']);
    expect(exitCode, stderr).to.equal(0);
    await world.simulator.clock.sleep(aMinute);
    const fresh = [hook, rawHook, chatEndpoint].map((endpoint, place) =>
      received(endpoint).slice(before[place]),
    );
    const digests = fresh.map((messages) => messages.filter((one) => /eventType\W+digest/.test(one)));
    // Of the digest's findings some are of low severity, none is a rotation that failed, and none is in 111111111111.
    expect(digests.map(({ length }) => length)).to.deep.equal([0, 1, 0]);
    expect(digests[1]?.[0]).to.contain(unused).and.to.contain('us-east-1: shop/db');
  });
});
