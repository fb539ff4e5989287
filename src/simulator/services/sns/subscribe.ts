import type { Call, Operation } from '../../kernel/contract.js';
import { requiredText, shape, text } from '../../kernel/input.js';
import { confirmationEnvelope, confirmationUrl } from './envelope.js';
import { checkFilterCount } from './filter-policy.js';
import { inboxOf } from './inbox.js';
import type { Subscription } from './state.js';
import { changedAttributes } from './subscription-attributes.js';
import { invalidParameter, openTopic, topicAccess } from './topic-access.js';

const protocols: Readonly<Record<string, RegExp>> = {
  http: /^http:\/\/./,
  https: /^https:\/\/./,
  email: /^[^@\s]+@[^@\s]+$/,
  'email-json': /^[^@\s]+@[^@\s]+$/,
  sms: /^\+?[\d-]+$/,
  sqs: /^arn:[^:]+:sqs:/,
  application: /^arn:/,
  lambda: /^arn:[^:]+:lambda:/,
  firehose: /^arn:[^:]+:firehose:/,
};
/** These have to be confirmed by whoever receives them. */
const confirmed = ['http', 'https', 'email', 'email-json'];
/** AWS's chat service confirms by itself. https://docs.aws.amazon.com/chatbot/latest/adminguide/what-is.html */
const chatEndpoint = 'https://global.sns-api.chatbot.amazonaws.com';

/**
 * Asking again for a subscription that is there answers it, and asks its endpoint once more to confirm where that is
 * still to come; with other attributes it is an error.
 * https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
 */
export const subscribe: Operation = {
  service: 'sns',
  name: 'Subscribe',
  mutating: true,
  access: topicAccess('sns:Subscribe'),
  handle(input, call) {
    const topic = openTopic(input, call);
    const protocol = requiredText(input, 'Protocol', 'InvalidParameter');
    const form = Object.hasOwn(protocols, protocol) ? protocols[protocol] : undefined;
    if (form === undefined) throw invalidParameter(`Does not support this protocol string: ${protocol}`);
    const endpoint = text(input, 'Endpoint') ?? '';
    if (!form.test(endpoint)) throw invalidParameter(`Invalid ${protocol} endpoint: ${endpoint}`);
    const given = Object.fromEntries(
      Object.entries(shape(input, 'Attributes') ?? {}).map(([name, value]) => [name, String(value)]),
    );
    const attributes = changedAttributes({ protocol, attributes: {} }, given);
    const existing = topic.subscriptions.find(
      (each) => each.protocol === protocol && each.endpoint === endpoint,
    );
    if (existing !== undefined && differ(existing.attributes, attributes))
      throw invalidParameter('Attributes Reason: Subscription already exists with different attributes');
    const subscription = existing ?? newSubscription(topic.arn, protocol, endpoint, attributes, call);
    if (existing === undefined) {
      checkFilterCount(topic, subscription);
      topic.subscriptions.push(subscription);
    }
    if (subscription.pending) askToConfirm(subscription, call);
    const shown = !subscription.pending || text(input, 'ReturnSubscriptionArn') === 'true';
    return { SubscriptionArn: shown ? subscription.arn : 'pending confirmation' };
  },
};

function differ(before: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): boolean {
  return Object.entries(now).some(([name, value]) => before[name] !== value);
}

function newSubscription(
  topicArn: string,
  protocol: string,
  endpoint: string,
  attributes: Record<string, string>,
  { world, caller }: Call,
): Subscription {
  const foreignQueue = protocol === 'sqs' && endpoint.split(':')[4] !== caller.accountId;
  return {
    arn: `${topicArn}:${world.random.uuid()}`,
    topicArn,
    protocol,
    endpoint,
    ownerId: caller.accountId,
    pending: (confirmed.includes(protocol) || foreignQueue) && endpoint !== chatEndpoint,
    token: '',
    askedAt: world.clock.now(),
    attributes,
    history: { delivered: 0, failures: 0 },
  };
}

function askToConfirm(subscription: Subscription, { world }: Call): void {
  subscription.token = world.random.hex(64);
  subscription.askedAt = world.clock.now();
  const { topicArn, protocol, endpoint, token } = subscription;
  const isMail = protocol === 'email';
  inboxOf(world).push({
    at: world.clock.now(),
    topicArn,
    protocol,
    endpoint,
    kind: 'SubscriptionConfirmation',
    ...(isMail ? { subject: 'AWS Notification - Subscription Confirmation' } : {}),
    body: isMail
      ? `You have chosen to subscribe to the topic:\n${topicArn}\n\nTo confirm this subscription, visit:\n${confirmationUrl(subscription)}`
      : confirmationEnvelope(world, world.random.uuid(), subscription),
    token,
  });
}
