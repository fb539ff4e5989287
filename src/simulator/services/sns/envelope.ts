import type { Shape, World } from '../../kernel/contract.js';
import type { MessageAttribute } from '../sqs/state.js';
import type { Subscription } from './state.js';

/** One message on its way to the subscriptions of a topic. */
export interface Notice {
  readonly id: string;
  readonly topicArn: string;
  readonly subject?: string;
  /** By protocol, `default` for the others. */
  readonly messages: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
}

/**
 * The JSON around a message, for queues, web endpoints and `email-json`.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
 */
export function envelope(world: World, subscription: Subscription, notice: Notice): string {
  const { id, topicArn, subject, attributes } = notice;
  const names = Object.keys(attributes);
  return JSON.stringify({
    Type: 'Notification',
    MessageId: id,
    TopicArn: topicArn,
    ...(subject === undefined ? {} : { Subject: subject }),
    Message: messageFor(subscription, notice),
    Timestamp: new Date(world.clock.now()).toISOString(),
    ...signed(topicArn),
    UnsubscribeURL: `${endpointOf(topicArn)}?Action=Unsubscribe&SubscriptionArn=${subscription.arn}`,
    ...(names.length === 0 ? {} : { MessageAttributes: shownAttributes(attributes) }),
  });
}

export function messageFor({ protocol }: Subscription, { messages }: Notice): string {
  return messages[protocol] ?? messages['default'] ?? '';
}

/** What a web endpoint is sent before it is subscribed. */
export function confirmationEnvelope(world: World, id: string, subscription: Subscription): string {
  const { topicArn, token } = subscription;
  return JSON.stringify({
    Type: 'SubscriptionConfirmation',
    MessageId: id,
    Token: token,
    TopicArn: topicArn,
    Message: `You have chosen to subscribe to the topic ${topicArn}.\nTo confirm the subscription, visit the SubscribeURL included in this message.`,
    SubscribeURL: confirmationUrl(subscription),
    Timestamp: new Date(world.clock.now()).toISOString(),
    ...signed(topicArn),
  });
}

export function confirmationUrl({ topicArn, token }: Subscription): string {
  return `${endpointOf(topicArn)}?Action=ConfirmSubscription&TopicArn=${topicArn}&Token=${token}`;
}

function shownAttributes(attributes: Notice['attributes']): Shape {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      { Type: DataType, Value: StringValue ?? BinaryValue ?? '' },
    ]),
  );
}

/** Nobody can check it: the simulator has no certificate. */
function signed(topicArn: string): Shape {
  return {
    SignatureVersion: '1',
    Signature: 'EXAMPLE',
    SigningCertURL: `${endpointOf(topicArn)}SimpleNotificationService-example.pem`,
  };
}

function endpointOf(topicArn: string): string {
  const [, partition = 'aws', , region = ''] = topicArn.split(':');
  return `https://sns.${region}.${partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'}/`;
}
