import { ServiceError } from '../../kernel/contract.js';
import type { Access, Call, Shape } from '../../kernel/contract.js';
import { requiredText, text } from '../../kernel/input.js';
import { topicOf } from './state.js';
import type { Topic } from './state.js';

/** What an action on the topic of the request needs. */
export function topicAccess(
  action: string,
  member = 'TopicArn',
): (input: Shape, call: Call) => readonly Access[] {
  return (input, call) => {
    const arn = text(input, member) ?? '*';
    const topic = topicOf(call.world, arn);
    if (topic === undefined) return [{ action, resource: arn }];
    return [
      {
        action,
        resource: arn,
        ownerAccountId: topic.ownerId,
        resourcePolicy: topic.attributes['Policy'] ?? defaultPolicy(topic.arn, topic.ownerId),
      },
    ];
  };
}

/**
 * The topic of the request.
 * @throws ServiceError NotFound (404)
 */
export function openTopic(input: Shape, call: Call, member = 'TopicArn'): Topic {
  const topic = topicOf(call.world, requiredText(input, member, 'InvalidParameter'));
  if (topic !== undefined) return topic;
  throw new ServiceError('NotFound', 'Topic does not exist', { status: 404 });
}

export function invalidParameter(message: string): ServiceError {
  return new ServiceError('InvalidParameter', `Invalid parameter: ${message}`);
}

/** The policy of a topic that was given none: its owner alone. Source: an answer of GetTopicAttributes in the API's reference. */
export function defaultPolicy(arn: string, ownerId: string): string {
  const actions = [
    'GetTopicAttributes',
    'SetTopicAttributes',
    'AddPermission',
    'RemovePermission',
    'DeleteTopic',
    'Subscribe',
    'ListSubscriptionsByTopic',
    'Publish',
  ];
  return JSON.stringify({
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: actions.map((action) => `SNS:${action}`),
        Resource: arn,
        Condition: { StringEquals: { 'AWS:SourceOwner': ownerId } },
      },
    ],
  });
}
