import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { emitServiceEvent } from '../../../src/simulator/services/events/emit-service-event.js';
import { busAt } from '../../../src/simulator/services/events/state.js';
import type { EventRule } from '../../../src/simulator/services/events/state.js';
import {
  addedRole,
  administrator,
  member,
  organizationId,
  region,
  testWorld,
} from '../config/support/world.js';
import type { TestWorld } from '../config/support/world.js';
import { mailOf, subscribeMail } from '../sns/support.js';

const pattern = { source: ['aws.config'], detail: { compliance: ['NON_COMPLIANT'] } };
const change = {
  source: 'aws.config',
  detailType: 'Config Rules Compliance Change',
  detail: { compliance: 'NON_COMPLIANT', rule: 'a' },
};
const aMinute = 60_000;

describe('EventBridge gives an event', () => {
  let test: TestWorld;
  beforeEach(async () => {
    test = await testWorld();
  });
  afterEach(() => test.stop());

  const events = (operation: string, input: Shape, accountId = member, where = region): Promise<Shape> =>
    test.call('events', operation, input, { accountId, region: where });

  /** A topic of the account, which takes what EventBridge publishes. */
  async function topic(accountId = member): Promise<string> {
    const arn = `arn:aws:sns:${region}:${accountId}:events`;
    await test.call('sns', 'CreateTopic', { Name: 'events' }, { accountId });
    const statement = {
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sns:Publish',
      Resource: arn,
    };
    const AttributeValue = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const input = { TopicArn: arn, AttributeName: 'Policy', AttributeValue };
    await test.call('sns', 'SetTopicAttributes', input, { accountId });
    await subscribeMail(test, arn);
    return arn;
  }

  async function rule(target: Shape, more: Shape = {}, accountId = member, where = region): Promise<void> {
    const EventPattern = JSON.stringify(pattern);
    const { EventBusName } = more;
    await events('PutRule', { Name: 'rule', EventPattern, ...more }, accountId, where);
    const input = { Rule: 'rule', EventBusName, Targets: [{ Id: 'it', ...target }] };
    await events('PutTargets', input, accountId, where);
  }

  const messages = (): readonly string[] => mailOf(test);
  const ruleOf = (accountId = member, where = region, bus = 'default'): EventRule | undefined =>
    busAt(test.world, { accountId, region: where, name: bus })?.rules['rule'];
  const emit = (detail: Shape = change.detail, where = region): void => {
    emitServiceEvent(test.world, { accountId: member, region: where }, { ...change, detail: () => detail });
  };

  it('of a service to the topic of a rule that matches, and no other event', async () => {
    const arn = await topic();
    await rule({ Arn: arn });
    emit();
    emit({ compliance: 'COMPLIANT' });
    await test.pass(aMinute);
    const [only, ...others] = messages().map((message) => JSON.parse(message) as Shape);
    expect(others).to.deep.equal([]);
    expect(only).to.deep.include({
      source: 'aws.config',
      account: member,
      region,
      time: '2026-01-01T00:00:00Z',
      detail: change.detail,
    });
  });

  it('to nobody while the rule is disabled', async () => {
    const arn = await topic();
    await rule({ Arn: arn }, { State: 'DISABLED' });
    emit();
    await test.pass(aMinute);
    expect(messages()).to.deep.equal([]);
  });

  it('to a topic only as its policy allows', async () => {
    await test.call('sns', 'CreateTopic', { Name: 'events' });
    const arn = `arn:aws:sns:${region}:${member}:events`;
    await rule({ Arn: arn });
    emit();
    await test.pass(aMinute);
    expect(messages()).to.deep.equal([]);
    expect(ruleOf()?.history).to.deep.include({ invocations: 1, failures: 1 });
    expect(ruleOf()?.history.lastError).to.match(/^AuthorizationError: .*sns:Publish/);
  });

  it('with a role that trusts EventBridge for this rule alone', async () => {
    await test.call('sns', 'CreateTopic', { Name: 'events' });
    const arn = `arn:aws:sns:${region}:${member}:events`;
    await subscribeMail(test, arn);
    const allow = [{ Action: 'sns:Publish', Resource: arn }];
    const trusting = (ruleName: string): string =>
      addedRole(test.world, member, ruleName, {
        allow,
        trust: 'events.amazonaws.com',
        condition: { ArnLike: { 'aws:SourceArn': `arn:aws:events:${region}:${member}:rule/${ruleName}` } },
      }).arn;
    await rule({ Arn: arn, RoleArn: trusting('rule') });
    emit();
    await test.pass(aMinute);
    expect(messages()).to.have.length(1);
    await rule({ Arn: arn, RoleArn: trusting('other') });
    emit();
    await test.pass(aMinute);
    expect(messages()).to.have.length(1);
    expect(ruleOf()?.history.lastError).to.contain('EventBridge cannot assume the role');
  });

  it('that a customer put, where its detail is JSON', async () => {
    const arn = await topic();
    await rule({ Arn: arn }, { EventPattern: JSON.stringify({ source: ['mine'] }) });
    const entry = { Source: 'mine', DetailType: 'x', Resources: ['arn:aws:x:::y'] };
    const answer = await events('PutEvents', {
      Entries: [
        { ...entry, Detail: '{"a":1}' },
        { ...entry, Detail: '{' },
      ],
    });
    expect(answer).to.nested.include({ FailedEntryCount: 1, 'Entries[1].ErrorCode': 'MalformedDetail' });
    await test.pass(aMinute);
    expect(JSON.parse(messages()[0] ?? '')).to.deep.include({
      source: 'mine',
      'detail-type': 'x',
      resources: ['arn:aws:x:::y'],
      detail: { a: 1 },
    });
  });

  describe('to a bus of another account and Region', () => {
    const hub = `arn:aws:events:${region}:${administrator}:event-bus/hub`;
    const elsewhere = 'us-east-1';

    async function openHub(): Promise<void> {
      await events('CreateEventBus', { Name: 'hub' }, administrator);
      const Condition = { Type: 'StringEquals', Key: 'aws:PrincipalOrgID', Value: organizationId };
      const permission = { Action: 'events:PutEvents', Principal: '*', StatementId: 'all', Condition };
      await events('PutPermission', { EventBusName: 'hub', ...permission }, administrator);
    }
    function forwarder(allowed = hub): string {
      const allow = [{ Action: 'events:PutEvents', Resource: allowed }];
      return addedRole(test.world, member, 'forward', { allow, trust: 'events.amazonaws.com' }).arn;
    }

    it('as it was at its origin', async () => {
      await openHub();
      const arn = await topic(administrator);
      await rule({ Arn: arn }, { EventBusName: 'hub' }, administrator);
      await rule({ Arn: hub, RoleArn: forwarder() }, {}, member, elsewhere);
      emit(change.detail, elsewhere);
      await test.pass(aMinute);
      expect(JSON.parse(messages()[0] ?? '{}')).to.deep.include({
        account: member,
        region: elsewhere,
        source: 'aws.config',
      });
      expect(messages()).to.have.length(1);
    });

    it('only as the bus policy allows', async () => {
      await events('CreateEventBus', { Name: 'hub' }, administrator);
      await rule({ Arn: hub, RoleArn: forwarder() });
      emit();
      await test.pass(aMinute);
      expect(ruleOf()?.history.lastError).to.match(/^AccessDeniedException: .*events:PutEvents/);
    });

    it('only as the role may', async () => {
      await openHub();
      await rule({ Arn: hub, RoleArn: forwarder('arn:aws:events:*:*:event-bus/other') });
      emit();
      await test.pass(aMinute);
      expect(ruleOf()?.history.lastError).to.match(/no identity-based policy allows the events:PutEvents/);
    });

    it('and not from there to a third one', async () => {
      await openHub();
      await events('CreateEventBus', { Name: 'third' }, administrator);
      const third = `arn:aws:events:${region}:${administrator}:event-bus/third`;
      const arn = await topic(administrator);
      await rule({ Arn: hub, RoleArn: forwarder() });
      const allow = [{ Action: 'events:PutEvents', Resource: third }];
      const RoleArn = addedRole(test.world, administrator, 'on', {
        allow,
        trust: 'events.amazonaws.com',
      }).arn;
      await rule({ Arn: third, RoleArn }, { EventBusName: 'hub' }, administrator);
      await rule({ Arn: arn }, { EventBusName: 'third' }, administrator);
      emit();
      await test.pass(aMinute);
      expect(messages()).to.deep.equal([]);
    });

    it('without any transformation', async () => {
      const target = { Id: 'it', Arn: hub, RoleArn: forwarder(), Input: '{}' };
      await events('PutRule', { Name: 'rule', EventPattern: JSON.stringify(pattern) });
      const put = events('PutTargets', { Rule: 'rule', Targets: [target] });
      await put.then(
        () => expect.fail('it was taken'),
        (error: unknown) => {
          expect(String(error)).to.contain('Input is not supported');
        },
      );
    });
  });

  it('again while the target is throttled, and not where it is forbidden', async () => {
    const arn = await topic();
    await rule({ Arn: arn });
    const throttle = { effect: 'throttle', service: 'sns', operation: 'Publish', source: 'inside' } as const;
    test.simulator.faults.add({ ...throttle, times: 2 });
    emit();
    await test.pass(aMinute);
    expect(messages()).to.have.length(1);
    expect(ruleOf()?.history).to.include({ invocations: 3, failures: 2 });
  });

  describe('to a queue', () => {
    const queue = `arn:aws:sqs:${region}:${member}:events`;
    const QueueUrl = `https://sqs.${region}.amazonaws.com/${member}/events`;

    async function openQueue(): Promise<void> {
      const statement = {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queue,
        Condition: { ArnEquals: { 'aws:SourceArn': `arn:aws:events:${region}:${member}:rule/rule` } },
      };
      const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
      await test.call('sqs', 'CreateQueue', { QueueName: 'events', Attributes: { Policy } });
    }
    const received = async (): Promise<readonly Shape[]> => {
      const input = { QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] };
      return ((await test.call('sqs', 'ReceiveMessage', input))['Messages'] ?? []) as Shape[];
    };

    it('that admits the rule', async () => {
      await openQueue();
      await rule({ Arn: queue, InputPath: '$.detail' });
      emit();
      await test.pass(aMinute);
      expect((await received()).map(({ Body }) => Body)).to.deep.equal([JSON.stringify(change.detail)]);
    });

    it('for dead letters, with the reason, where the target does not take it', async () => {
      await openQueue();
      await test.call('sns', 'CreateTopic', { Name: 'events' });
      await rule({ Arn: `arn:aws:sns:${region}:${member}:events`, DeadLetterConfig: { Arn: queue } });
      emit();
      await test.pass(aMinute);
      const [letter] = await received();
      expect(letter).to.nested.include({ 'MessageAttributes.ERROR_CODE.StringValue': 'AuthorizationError' });
      expect(JSON.parse(String(letter?.['Body']))).to.deep.include({ detail: change.detail });
    });
  });
});
