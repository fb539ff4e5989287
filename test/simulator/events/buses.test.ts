import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { createStack, deleteStack } from '../config/support/stack.js';
import {
  addedRole,
  administrator,
  member,
  organizationId,
  refusal,
  sessionOf,
  testWorld,
} from '../config/support/world.js';
import type { TestWorld } from '../config/support/world.js';

const EventPattern = JSON.stringify({ source: ['aws.config'] });
const hub = `arn:aws:events:eu-central-1:${administrator}:event-bus/hub`;

describe('an event bus of EventBridge', () => {
  let test: TestWorld;
  beforeEach(async () => {
    test = await testWorld();
  });
  afterEach(() => test.stop());

  const events = (operation: string, input: Shape, as = {}): Promise<Shape> =>
    test.call('events', operation, input, as);

  it('called default is in every account and Region', async () => {
    expect(await events('DescribeEventBus', {})).to.include({
      Name: 'default',
      Arn: `arn:aws:events:eu-central-1:${member}:event-bus/default`,
    });
    expect((await refusal(events('CreateEventBus', { Name: 'default' }))).code).to.equal(
      'ResourceAlreadyExistsException',
    );
    expect((await refusal(events('DescribeEventBus', { Name: 'other' }))).code).to.equal(
      'ResourceNotFoundException',
    );
  });

  it('admits the events of an organization by its policy', async () => {
    await events('CreateEventBus', { Name: 'hub' }, { accountId: administrator });
    const Entries = [{ EventBusName: hub, Source: 'test', DetailType: 'test', Detail: '{}' }];
    expect((await refusal(events('PutEvents', { Entries }))).code).to.equal('AccessDeniedException');
    const Condition = { Type: 'StringEquals', Key: 'aws:PrincipalOrgID', Value: organizationId };
    const permission = {
      EventBusName: 'hub',
      Action: 'events:PutEvents',
      Principal: '*',
      StatementId: 'organization',
      Condition,
    };
    await events('PutPermission', permission, { accountId: administrator });
    expect(await events('PutEvents', { Entries })).to.include({ FailedEntryCount: 0 });
    await events(
      'RemovePermission',
      { EventBusName: 'hub', StatementId: 'organization' },
      { accountId: administrator },
    );
    expect((await refusal(events('PutEvents', { Entries }))).code).to.equal('AccessDeniedException');
  });

  it('takes no event that pretends to come from AWS', async () => {
    const answer = await events('PutEvents', {
      Entries: [{ Source: 'aws.config', DetailType: 'test', Detail: '{}' }],
    });
    expect(answer['FailedEntryCount']).to.equal(1);
    expect((answer['Entries'] as Shape[])[0]).to.include({ ErrorCode: 'NotAuthorizedForSourceException' });
  });

  it('refuses a policy longer than 10,240 characters', async () => {
    const Sid = 'x'.repeat(11_000);
    const statement = { Sid, Effect: 'Allow', Principal: '*', Action: 'events:PutEvents', Resource: '*' };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    expect((await refusal(events('PutPermission', { Policy }))).code).to.equal(
      'PolicyLengthExceededException',
    );
  });

  describe('and its rules', () => {
    it('are named after their bus, unless that is the default one', async () => {
      expect(await events('PutRule', { Name: 'a', EventPattern })).to.deep.equal({
        RuleArn: `arn:aws:events:eu-central-1:${member}:rule/a`,
      });
      await events('CreateEventBus', { Name: 'own' });
      const own = await events('PutRule', { Name: 'a', EventPattern, EventBusName: 'own' });
      expect(own).to.deep.equal({ RuleArn: `arn:aws:events:eu-central-1:${member}:rule/own/a` });
      expect((await events('ListRules', {}))['Rules']).to.have.length(1);
    });

    it('need a pattern that is JSON, or a schedule', async () => {
      expect((await refusal(events('PutRule', { Name: 'a' }))).code).to.equal('ValidationException');
      expect((await refusal(events('PutRule', { Name: 'a', EventPattern: '{' }))).code).to.equal(
        'InvalidEventPatternException',
      );
      expect((await refusal(events('PutRule', { Name: 'a', EventPattern: '{"source":"x"}' }))).code).to.equal(
        'InvalidEventPatternException',
      );
    });

    it('are not deleted while they have targets', async () => {
      await events('PutRule', { Name: 'a', EventPattern });
      await events('PutTargets', {
        Rule: 'a',
        Targets: [{ Id: '1', Arn: `arn:aws:sns:eu-central-1:${member}:topic` }],
      });
      const error = await refusal(events('DeleteRule', { Name: 'a' }));
      expect([error.code, error.message]).to.deep.equal([
        'ValidationException',
        "Rule can't be deleted since it has targets.",
      ]);
      await events('RemoveTargets', { Rule: 'a', Ids: ['1'] });
      await events('DeleteRule', { Name: 'a' });
      expect((await refusal(events('DescribeRule', { Name: 'a' }))).code).to.equal(
        'ResourceNotFoundException',
      );
    });

    it('send to a bus of another account with a role alone, which the caller must be allowed to pass', async () => {
      await events('PutRule', { Name: 'a', EventPattern });
      expect(
        (await refusal(events('PutTargets', { Rule: 'a', Targets: [{ Id: 'hub', Arn: hub }] }))).code,
      ).to.equal('ValidationException');
      const Targets = [{ Id: 'hub', Arn: hub, RoleArn: `arn:aws:iam::${member}:role/forward` }];
      const role = addedRole(test.world, member, 'no-pass', {
        allow: [{ Action: 'events:*', Resource: '*' }],
      });
      const denied = await refusal(
        events('PutTargets', { Rule: 'a', Targets }, { caller: sessionOf(role, member) }),
      );
      expect(denied.message).to.contain('iam:PassRole');
      expect(await events('PutTargets', { Rule: 'a', Targets })).to.deep.equal({
        FailedEntryCount: 0,
        FailedEntries: [],
      });
      expect((await events('ListTargetsByRule', { Rule: 'a' }))['Targets']).to.deep.equal(Targets);
    });
  });

  it('is made by CloudFormation with its policy and rule', async () => {
    const Statement = {
      Effect: 'Allow',
      Principal: '*',
      Action: 'events:PutEvents',
      Resource: { 'Fn::GetAtt': ['Bus', 'Arn'] },
    };
    const made = await createStack(test, {
      Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'hub' } },
      Policy: {
        Type: 'AWS::Events::EventBusPolicy',
        Properties: { EventBusName: { Ref: 'Bus' }, StatementId: 'all', Statement },
      },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          Name: 'forward',
          EventBusName: { Ref: 'Bus' },
          EventPattern: { source: ['aws.config'] },
          Targets: [{ Id: 'topic', Arn: `arn:aws:sns:eu-central-1:${member}:topic` }],
        },
      },
    });
    expect(made.failures).to.deep.equal({});
    expect(made.refs).to.include({ Bus: 'hub', Rule: 'hub|forward' });
    expect(
      JSON.parse(String((await events('DescribeEventBus', { Name: 'hub' }))['Policy'])),
    ).to.have.nested.property('Statement[0].Sid', 'all');
    expect((await deleteStack(test, made)).status).to.equal('DELETE_COMPLETE');
    expect((await refusal(events('DescribeEventBus', { Name: 'hub' }))).code).to.equal(
      'ResourceNotFoundException',
    );
  });
});
