import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { text } from '../../kernel/input.js';
import { topicOf } from './state.js';
import { topicAccess } from './topic-access.js';

/** https://docs.aws.amazon.com/sns/latest/api/API_ListTagsForResource.html */
export const listTagsForResource: Operation = {
  service: 'sns',
  name: 'ListTagsForResource',
  mutating: false,
  access: topicAccess('sns:ListTagsForResource', 'ResourceArn'),
  handle(input, call) {
    const topic = topicOf(call.world, text(input, 'ResourceArn') ?? '');
    if (topic === undefined)
      throw new ServiceError('ResourceNotFound', 'Resource does not exist', { status: 404 });
    return { Tags: Object.entries(topic.tags).map(([Key, Value]) => ({ Key, Value })) };
  },
};
