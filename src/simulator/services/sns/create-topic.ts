import type { Operation } from '../../kernel/contract.js';
import { requiredText, shape, shapes, text } from '../../kernel/input.js';
import { setAttribute } from './attributes.js';
import { snsSlot } from './state.js';
import type { Topic } from './state.js';
import { invalidParameter } from './topic-access.js';

/**
 * Answers the topic of that name where it is there already with the same attributes.
 * https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
 */
export const createTopic: Operation = {
  service: 'sns',
  name: 'CreateTopic',
  mutating: true,
  access: (input, call) => [
    {
      action: 'sns:CreateTopic',
      resource: `arn:${call.world.partition}:sns:${call.region}:${call.caller.accountId}:${text(input, 'Name') ?? '*'}`,
    },
  ],
  handle(input, call) {
    const { world, caller, region } = call;
    const name = requiredText(input, 'Name', 'InvalidParameter');
    if (!/^[A-Za-z0-9_-]{1,256}$/.test(name)) throw invalidParameter('Topic Name');
    const { topics } = world.state(snsSlot, caller.accountId, region);
    const attributes = Object.entries(shape(input, 'Attributes') ?? {});
    const existing = topics[name];
    if (existing !== undefined) {
      if (attributes.some(([key, value]) => existing.attributes[key] !== value)) {
        throw invalidParameter('Attributes Reason: Topic already exists with different attributes');
      }
      return { TopicArn: existing.arn };
    }
    const topic: Topic = {
      name,
      arn: `arn:${world.partition}:sns:${region}:${caller.accountId}:${name}`,
      ownerId: caller.accountId,
      attributes: {},
      tags: Object.fromEntries(
        (shapes(input, 'Tags') ?? []).map((tag) => [text(tag, 'Key') ?? '', text(tag, 'Value') ?? '']),
      ),
      subscriptions: [],
    };
    for (const [key, value] of attributes) setAttribute(topic, key, String(value));
    topics[name] = topic;
    return { TopicArn: topic.arn };
  },
};
