import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { topicOf } from '../../../src/simulator/services/sns/state.js';
import { createStack, updateStack } from '../config/support/stack.js';
import { administrator, member, refusal, region, testWorld } from '../config/support/world.js';
import type { TestWorld } from '../config/support/world.js';
import { mailOf, subscribeMail } from './support.js';

const TopicArn = `arn:aws:sns:${region}:${member}:alarms`;
const queueArn = `arn:aws:sqs:${region}:${member}:alarms`;
const QueueUrl = `https://sqs.${region}.amazonaws.com/${member}/alarms`;
const aMinute = 60_000;

describe('SNS delivers a message', () => {
  let test: TestWorld;
  beforeEach(async () => {
    test = await testWorld();
    await test.call('sns', 'CreateTopic', { Name: 'alarms' });
  });
  afterEach(() => test.stop());

  const sns = (operation: string, input: Shape): Promise<Shape> =>
    test.call('sns', operation, { TopicArn, ...input });
  async function publish(Message: string, more: Shape = {}): Promise<void> {
    await sns('Publish', { Message, ...more });
    await test.pass(aMinute);
  }
  async function openQueue(admit = true): Promise<void> {
    const statement = {
      Effect: admit ? 'Allow' : 'Deny',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: queueArn,
      Condition: { ArnEquals: { 'aws:SourceArn': TopicArn } },
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await test.call('sqs', 'CreateQueue', { QueueName: 'alarms', Attributes: { Policy } });
  }
  const received = async (): Promise<readonly Shape[]> =>
    ((
      await test.call('sqs', 'ReceiveMessage', {
        QueueUrl,
        MaxNumberOfMessages: 10,
        MessageAttributeNames: ['All'],
      })
    )['Messages'] ?? []) as Shape[];

  it('by mail to who has confirmed, and to nobody else', async () => {
    await sns('Subscribe', { Protocol: 'email', Endpoint: 'other@example.com' });
    await subscribeMail(test, TopicArn);
    await publish('hello', { Subject: 'Hi' });
    expect(mailOf(test)).to.deep.equal(['hello']);
    expect(mailOf(test, 'other@example.com')).to.deep.equal([]);
    expect(test.simulator.inbox.at(-1)).to.include({ subject: 'Hi', protocol: 'email' });
  });

  it('to a web endpoint in JSON, or bare', async () => {
    const asked = async (Endpoint: string, Attributes: Shape): Promise<void> => {
      await sns('Subscribe', { Protocol: 'https', Endpoint, Attributes });
      const { token, body } = test.simulator.inbox.at(-1) ?? {};
      expect(JSON.parse(body ?? '')).to.include({ Type: 'SubscriptionConfirmation', Token: token });
      await sns('ConfirmSubscription', { Token: token });
    };
    await asked('https://a.example.com', {});
    await asked('https://b.example.com', { RawMessageDelivery: 'true' });
    await publish('hello', { MessageAttributes: { level: { DataType: 'String', StringValue: 'high' } } });
    const [json, bare] = ['https://a.example.com', 'https://b.example.com'].map((at) => mailOf(test, at)[0]);
    expect(JSON.parse(json ?? '')).to.deep.include({
      Type: 'Notification',
      TopicArn,
      Message: 'hello',
      MessageAttributes: { level: { Type: 'String', Value: 'high' } },
    });
    expect(bare).to.equal('hello');
  });

  it('to the chat service, which confirms by itself', async () => {
    const Endpoint = 'https://global.sns-api.chatbot.amazonaws.com';
    const { SubscriptionArn } = await sns('Subscribe', { Protocol: 'https', Endpoint });
    expect(SubscriptionArn).to.match(/^arn:aws:sns:/);
    await publish('hello');
    expect(mailOf(test, Endpoint)).to.have.length(1);
  });

  it('to a queue that admits the topic', async () => {
    await openQueue();
    await sns('Subscribe', { Protocol: 'sqs', Endpoint: queueArn });
    await publish('hello');
    expect(JSON.parse(String((await received())[0]?.['Body']))).to.include({ Message: 'hello' });
  });

  it('bare to a queue, with its attributes', async () => {
    await openQueue();
    const Attributes = { RawMessageDelivery: 'true' };
    await sns('Subscribe', { Protocol: 'sqs', Endpoint: queueArn, Attributes });
    await publish('hello', { MessageAttributes: { level: { DataType: 'String', StringValue: 'high' } } });
    const [message] = await received();
    expect(message).to.deep.include({ Body: 'hello' });
    expect(message).to.nested.include({ 'MessageAttributes.level.StringValue': 'high' });
  });

  it('to no queue whose policy does not admit the topic', async () => {
    await openQueue(false);
    await sns('Subscribe', { Protocol: 'sqs', Endpoint: queueArn });
    await publish('hello');
    expect(await received()).to.deep.equal([]);
    expect(topicOf(test.world, TopicArn)?.subscriptions[0]?.history.lastError).to.match(/^AccessDenied/);
  });

  it('to a queue of another account once that has confirmed', async () => {
    const foreign = queueArn.replace(member, administrator);
    const answer = await sns('Subscribe', { Protocol: 'sqs', Endpoint: foreign });
    expect(answer).to.deep.equal({ SubscriptionArn: 'pending confirmation' });
  });

  describe('that a filter policy asks for', () => {
    const high = { MessageAttributes: { level: { DataType: 'String', StringValue: 'high' } } };

    it('by its attributes', async () => {
      await subscribeMail(test, TopicArn, 'a@example.com', { FilterPolicy: '{"level":["high"]}' });
      await subscribeMail(test, TopicArn, 'b@example.com', { FilterPolicy: '{"level":["low"]}' });
      await publish('with', high);
      await publish('without');
      expect(mailOf(test, 'a@example.com')).to.deep.equal(['with']);
      expect(mailOf(test, 'b@example.com')).to.deep.equal([]);
    });

    it('by a list or a number among its attributes', async () => {
      const FilterPolicy = '{"teams":["pay"],"count":[{"numeric":[">",1]}]}';
      await subscribeMail(test, TopicArn, 'a@example.com', { FilterPolicy });
      const attributes = (teams: string): Shape => ({
        teams: { DataType: 'String.Array', StringValue: teams },
        count: { DataType: 'Number', StringValue: '2' },
      });
      await publish('with', { MessageAttributes: attributes('["pay","ops"]') });
      await publish('without', { MessageAttributes: attributes('["ops"]') });
      expect(mailOf(test, 'a@example.com')).to.deep.equal(['with']);
    });

    it('by its body, where that is JSON', async () => {
      const FilterPolicy = '{"about":{"level":["high"]}}';
      await subscribeMail(test, TopicArn, 'a@example.com', {
        FilterPolicy,
        FilterPolicyScope: 'MessageBody',
      });
      await publish('{"about":{"level":["low","high"]}}');
      await publish('{"about":{"level":"low"}}');
      await publish('high', high);
      expect(mailOf(test, 'a@example.com')).to.deep.equal(['{"about":{"level":["low","high"]}}']);
    });

    it('until it is taken away', async () => {
      const arn = await subscribeMail(test, TopicArn, 'a@example.com', { FilterPolicy: '{"level":["low"]}' });
      const input = { SubscriptionArn: arn, AttributeName: 'FilterPolicy', AttributeValue: '{}' };
      await test.call('sns', 'SetSubscriptionAttributes', input);
      await publish('hello');
      expect(mailOf(test, 'a@example.com')).to.deep.equal(['hello']);
    });

    const refused: readonly (readonly [string, string, string, RegExp])[] = [
      ['is no JSON', '{', 'MessageAttributes', /FilterPolicy/],
      ['is nested, for attributes', '{"a":{"b":["x"]}}', 'MessageAttributes', /does not support nested/],
      [
        'has more than five keys',
        '{"a":[1],"b":[1],"c":[1],"d":[1],"e":[1],"f":[1]}',
        'MessageBody',
        /5 keys/,
      ],
      [
        'combines more than 150 values, each counted by its level',
        JSON.stringify({ a: { b: Array.from({ length: 76 }, String) } }),
        'MessageBody',
        /too complex/,
      ],
      ['has an operator of EventBridge alone', '{"a":[{"wildcard":"*"}]}', 'MessageBody', /Unrecognized/],
    ];
    for (const [what, FilterPolicy, FilterPolicyScope, reason] of refused) {
      it(`unless the policy ${what}`, async () => {
        const Attributes = { FilterPolicy, FilterPolicyScope };
        const error = await refusal(
          sns('Subscribe', { Protocol: 'email', Endpoint: 'a@example.com', Attributes }),
        );
        expect([error.code, error.message]).to.satisfy(
          ([code, message]: [string, string]) => code === 'InvalidParameter' && reason.test(message),
        );
      });
    }
  });

  it('of at most 256 KB, attributes included, under a plain subject', async () => {
    const code = async (input: Shape): Promise<string> => (await refusal(sns('Publish', input))).message;
    expect(await code({ Message: 'x'.repeat(262_145) })).to.equal('Invalid parameter: Message too long');
    const attribute = { a: { DataType: 'String', StringValue: 'xxx' } };
    expect(await code({ Message: 'x'.repeat(262_140), MessageAttributes: attribute })).to.contain('too long');
    await sns('Publish', { Message: 'x'.repeat(262_144) });
    for (const Subject of ['x'.repeat(100), 'two\nlines', ' starts with a space', 'ümlaut'])
      expect(await code({ Message: 'x', Subject }), Subject).to.equal('Invalid parameter: Subject');
  });

  it('in other words by protocol', async () => {
    await subscribeMail(test, TopicArn);
    await publish(JSON.stringify({ default: 'all', email: 'mail' }), { MessageStructure: 'json' });
    expect(mailOf(test)).to.deep.equal(['mail']);
  });
});

describe('a subscription of SNS', () => {
  let test: TestWorld;
  beforeEach(async () => {
    test = await testWorld();
    await test.call('sns', 'CreateTopic', { Name: 'alarms' });
  });
  afterEach(() => test.stop());

  const sns = (operation: string, input: Shape): Promise<Shape> =>
    test.call('sns', operation, { TopicArn, ...input });
  const mail = { TopicArn, Protocol: 'email', Endpoint: 'a@example.com', ReturnSubscriptionArn: true };

  it('is the same when it is asked for again, with the same attributes', async () => {
    const Attributes = { FilterPolicy: '{"a":["x"]}' };
    const first = await test.call('sns', 'Subscribe', { ...mail, Attributes });
    expect(await test.call('sns', 'Subscribe', { ...mail, Attributes })).to.deep.equal(first);
    const other = { ...mail, Attributes: { FilterPolicy: '{"a":["y"]}' } };
    const error = await refusal(test.call('sns', 'Subscribe', other));
    expect(error.message).to.contain('already exists with different attributes');
  });

  it('is gone after 48 hours in which nobody confirmed it, and can then be asked for again', async () => {
    const list = async (): Promise<unknown> =>
      ((await sns('ListSubscriptionsByTopic', {}))['Subscriptions'] as Shape[]).map((one) => one['Endpoint']);
    const input = { Protocol: 'email', Endpoint: 'late@example.com', Attributes: {} };
    await sns('Subscribe', input);
    await test.pass(48 * 3_600_000);
    expect(await list()).to.deep.equal(['late@example.com']);
    await test.pass(aMinute);
    expect(await list()).to.deep.equal([]);
    await sns('Subscribe', { ...input, Attributes: { FilterPolicy: '{"a":["b"]}' } });
    expect(await list()).to.deep.equal(['late@example.com']);
  });

  it('has a filter policy where the topic has fewer than 200', async () => {
    const subscribe = (index: number): Promise<Shape> =>
      sns('Subscribe', {
        Protocol: 'sqs',
        Endpoint: `arn:aws:sqs:${region}:${member}:queue-${index}`,
        Attributes: index === 201 ? {} : { FilterPolicy: '{"a":["b"]}' },
      });
    for (let index = 0; index < 200; index += 1) await subscribe(index);
    expect((await refusal(subscribe(200))).code).to.equal('FilterPolicyLimitExceeded');
    const { SubscriptionArn } = await subscribe(201);
    const change = { SubscriptionArn, AttributeName: 'FilterPolicy', AttributeValue: '{"a":["b"]}' };
    const error = await refusal(test.call('sns', 'SetSubscriptionAttributes', change));
    expect(error.code).to.equal('FilterPolicyLimitExceeded');
  });

  it('is confirmed with its token, for two days', async () => {
    await test.call('sns', 'Subscribe', mail);
    const { token: Token } = test.simulator.inbox[0] ?? {};
    expect(
      (await refusal(test.call('sns', 'ConfirmSubscription', { TopicArn, Token: 'x' }))).message,
    ).to.equal('Invalid parameter: Token');
    await test.pass(3 * 86_400_000);
    expect((await refusal(test.call('sns', 'ConfirmSubscription', { TopicArn, Token }))).code).to.equal(
      'InvalidParameter',
    );
    await test.call('sns', 'Subscribe', mail);
    const { token: next } = test.simulator.inbox[1] ?? {};
    await test.call('sns', 'ConfirmSubscription', { TopicArn, Token: next });
  });

  it('shows its attributes, and is gone once it is unsubscribed', async () => {
    const { SubscriptionArn } = await test.call('sns', 'Subscribe', mail);
    const read = (): Promise<Shape> => test.call('sns', 'GetSubscriptionAttributes', { SubscriptionArn });
    const attributes = (await read())['Attributes'] as Map<string, string>;
    expect(Object.fromEntries(attributes)).to.include({
      PendingConfirmation: 'true',
      Owner: member,
      TopicArn,
    });
    await test.call('sns', 'Unsubscribe', { SubscriptionArn });
    expect((await refusal(read())).code).to.equal('NotFound');
  });

  it('has its filter policy from CloudFormation, which changes it in place', async () => {
    const resources = (FilterPolicy: Shape): Shape => ({
      Mail: {
        Type: 'AWS::SNS::Subscription',
        Properties: { TopicArn, Protocol: 'email', Endpoint: 'a@example.com', FilterPolicy },
      },
    });
    const made = await createStack(test, resources({ a: ['x'] }));
    expect(made.failures).to.deep.equal({});
    await updateStack(test, resources({ a: ['y'] }));
    const [only, ...others] = topicOf(test.world, TopicArn)?.subscriptions ?? [];
    expect([only?.attributes, others]).to.deep.equal([{ FilterPolicy: '{"a":["y"]}' }, []]);
  });
});
