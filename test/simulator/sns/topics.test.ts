import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { topicOf } from '../../../src/simulator/services/sns/state.js';
import { createStack, deleteStack } from '../config/support/stack.js';
import { addedRole, administrator, member, refusal, sessionOf, testWorld } from '../config/support/world.js';
import type { TestWorld } from '../config/support/world.js';

const TopicArn = `arn:aws:sns:eu-central-1:${member}:alarms`;

describe('a topic of SNS', () => {
  let test: TestWorld;
  beforeEach(async () => {
    test = await testWorld();
  });
  afterEach(() => test.stop());

  const create = (Attributes: Shape = {}): Promise<Shape> =>
    test.call('sns', 'CreateTopic', { Name: 'alarms', Attributes });
  const attributes = async (): Promise<Map<string, string>> =>
    (await test.call('sns', 'GetTopicAttributes', { TopicArn }))['Attributes'] as Map<string, string>;

  it('is the same when it is created again with the same attributes', async () => {
    expect(await create({ DisplayName: 'Alarms' })).to.deep.equal({ TopicArn });
    expect(await create({ DisplayName: 'Alarms' })).to.deep.equal({ TopicArn });
    expect((await refusal(create({ DisplayName: 'Others' }))).code).to.equal('InvalidParameter');
    expect((await attributes()).get('DisplayName')).to.equal('Alarms');
  });

  it('admits another account only by its policy', async () => {
    await create();
    const publish = (): Promise<Shape> =>
      test.call('sns', 'Publish', { TopicArn, Message: 'hi' }, { accountId: administrator });
    expect((await refusal(publish())).code).to.equal('AuthorizationError');
    const statement = {
      Effect: 'Allow',
      Principal: { AWS: administrator },
      Action: 'sns:Publish',
      Resource: TopicArn,
    };
    const AttributeValue = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await test.call('sns', 'SetTopicAttributes', { TopicArn, AttributeName: 'Policy', AttributeValue });
    await publish();
  });

  it('refuses a policy with actions of another service', async () => {
    await create();
    const statement = {
      Effect: 'Allow',
      Principal: { AWS: administrator },
      Action: 's3:PutObject',
      Resource: TopicArn,
    };
    const AttributeValue = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const error = await refusal(
      test.call('sns', 'SetTopicAttributes', { TopicArn, AttributeName: 'Policy', AttributeValue }),
    );
    expect(error.message).to.equal('Invalid parameter: Policy statement action out of service scope!');
  });

  it('takes messages under a key only from who may use the key', async () => {
    const key = (await test.call('kms', 'CreateKey'))['KeyMetadata'] as Shape;
    await create({ KmsMasterKeyId: key['Arn'] });
    const role = addedRole(test.world, member, 'publisher', {
      allow: [{ Action: 'sns:Publish', Resource: '*' }],
    });
    const publish = test.call(
      'sns',
      'Publish',
      { TopicArn, Message: 'hi' },
      { caller: sessionOf(role, member) },
    );
    expect((await refusal(publish)).code).to.equal('KMSAccessDenied');
    await test.call('sns', 'Publish', { TopicArn, Message: 'hi' });
  });

  it('has subscriptions that people have to confirm', async () => {
    await create();
    const answer = await test.call('sns', 'Subscribe', {
      TopicArn,
      Protocol: 'email',
      Endpoint: 'a@example.com',
    });
    expect(answer).to.deep.equal({ SubscriptionArn: 'pending confirmation' });
    const listed = (await test.call('sns', 'ListSubscriptionsByTopic', { TopicArn }))[
      'Subscriptions'
    ] as Shape[];
    expect(listed[0]).to.include({ SubscriptionArn: 'PendingConfirmation', Endpoint: 'a@example.com' });
    expect((await attributes()).get('SubscriptionsPending')).to.equal('1');
  });

  it('is answered with NotFound once it is deleted, and deleting it again is no error', async () => {
    await create();
    await test.call('sns', 'DeleteTopic', { TopicArn });
    await test.call('sns', 'DeleteTopic', { TopicArn });
    const error = await refusal(test.call('sns', 'GetTopicAttributes', { TopicArn }));
    expect([error.code, error.status]).to.deep.equal(['NotFound', 404]);
  });

  it('is made by CloudFormation with its policy, its subscription and the tags of the stack', async () => {
    const statement = {
      Effect: 'Allow',
      Principal: { AWS: administrator },
      Action: 'sns:Publish',
      Resource: { Ref: 'Topic' },
    };
    const made = await createStack(test, {
      Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'alarms', DisplayName: 'Alarms' } },
      Policy: {
        Type: 'AWS::SNS::TopicPolicy',
        Properties: {
          Topics: [{ Ref: 'Topic' }],
          PolicyDocument: { Version: '2012-10-17', Statement: [statement] },
        },
      },
      Mail: {
        Type: 'AWS::SNS::Subscription',
        Properties: { TopicArn: { Ref: 'Topic' }, Protocol: 'email', Endpoint: 'a@example.com' },
      },
    });
    expect(made.failures).to.deep.equal({});
    expect(made.refs).to.include({ Topic: TopicArn });
    await test.call('sns', 'Publish', { TopicArn, Message: 'hi' }, { accountId: administrator });
    const tags = await test.call('sns', 'ListTagsForResource', { ResourceArn: TopicArn });
    expect(tags['Tags']).to.deep.equal([{ Key: 'made-by', Value: 'test' }]);
    expect((await deleteStack(test, made)).status).to.equal('DELETE_COMPLETE');
    expect(topicOf(test.world, TopicArn)).to.equal(undefined);
  });
});
