import type { Operation } from '../../kernel/contract.js';
import { requiredText, text } from '../../kernel/input.js';
import { tagged } from './tag-resource.js';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource: Operation = {
  service: 'events',
  name: 'ListTagsForResource',
  mutating: false,
  access: (input) => [{ action: 'events:ListTagsForResource', resource: text(input, 'ResourceARN') ?? '*' }],
  handle(input, call) {
    const { tags } = tagged(requiredText(input, 'ResourceARN'), call);
    return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
  },
};
