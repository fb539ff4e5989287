import type { Operation } from '../../kernel/contract.js';
import { requiredText, text } from '../../kernel/input.js';
import { invalidParameter, openTopic, topicAccess } from './topic-access.js';

const protocols = ['http', 'https', 'email', 'email-json', 'sms', 'sqs', 'application', 'lambda', 'firehose'];
/** These have to be confirmed by whoever receives them. */
const confirmed = ['http', 'https', 'email', 'email-json'];

/** https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html */
export const subscribe: Operation = {
  service: 'sns',
  name: 'Subscribe',
  mutating: true,
  access: topicAccess('sns:Subscribe'),
  handle(input, call) {
    const topic = openTopic(input, call);
    const protocol = requiredText(input, 'Protocol', 'InvalidParameter');
    if (!protocols.includes(protocol))
      throw invalidParameter(`Does not support this protocol string: ${protocol}`);
    const endpoint = text(input, 'Endpoint') ?? '';
    const existing = topic.subscriptions.find(
      (each) => each.protocol === protocol && each.endpoint === endpoint,
    );
    const subscription = existing ?? {
      arn: `${topic.arn}:${call.world.random.uuid()}`,
      protocol,
      endpoint,
      ownerId: call.caller.accountId,
      pending: confirmed.includes(protocol),
    };
    if (existing === undefined) topic.subscriptions.push(subscription);
    const shown = !subscription.pending || text(input, 'ReturnSubscriptionArn') === 'true';
    return { SubscriptionArn: shown ? subscription.arn : 'pending confirmation' };
  },
};
