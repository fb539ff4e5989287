import type { Operation } from '../../kernel/contract.js';
import { text } from '../../kernel/input.js';
import { snsSlot, topicOf } from './state.js';
import { topicAccess } from './topic-access.js';

/** A topic that is gone is no error. https://docs.aws.amazon.com/sns/latest/api/API_DeleteTopic.html */
export const deleteTopic: Operation = {
  service: 'sns',
  name: 'DeleteTopic',
  mutating: true,
  access: topicAccess('sns:DeleteTopic'),
  handle(input, call) {
    const topic = topicOf(call.world, text(input, 'TopicArn') ?? '');
    if (topic !== undefined)
      delete call.world.state(snsSlot, topic.ownerId, topic.arn.split(':')[3] ?? '').topics[topic.name];
    return {};
  },
};
