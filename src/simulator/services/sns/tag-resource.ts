import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { shapes, text } from '../../kernel/input.js';
import { topicOf } from './state.js';
import { topicAccess } from './topic-access.js';

/** https://docs.aws.amazon.com/sns/latest/api/API_TagResource.html */
export const tagResource: Operation = {
  service: 'sns',
  name: 'TagResource',
  mutating: true,
  access: topicAccess('sns:TagResource', 'ResourceArn'),
  handle(input, call) {
    const topic = topicOf(call.world, text(input, 'ResourceArn') ?? '');
    if (topic === undefined)
      throw new ServiceError('ResourceNotFound', 'Resource does not exist', { status: 404 });
    for (const tag of shapes(input, 'Tags') ?? [])
      topic.tags[text(tag, 'Key') ?? ''] = text(tag, 'Value') ?? '';
    return {};
  },
};
