import type { Operation } from '../../kernel/contract.js';
import { requiredText, text, texts } from '../../kernel/input.js';
import { assertTaggable } from './taggable.js';
import { stateOf } from './state.js';

/** https://docs.aws.amazon.com/config/latest/APIReference/API_UntagResource.html */
export const untagResource: Operation = {
  service: 'config',
  name: 'UntagResource',
  mutating: true,
  access: (input) => [{ action: 'config:UntagResource', resource: text(input, 'ResourceArn') ?? '*' }],
  handle(input, call) {
    const arn = requiredText(input, 'ResourceArn');
    assertTaggable(call, arn);
    for (const key of texts(input, 'TagKeys') ?? []) delete stateOf(call).tags[arn]?.[key];
    return {};
  },
};
