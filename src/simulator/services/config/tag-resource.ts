import type { Operation } from '../../kernel/contract.js';
import { requiredText, text } from '../../kernel/input.js';
import { assertTaggable } from './taggable.js';
import { stateOf } from './state.js';
import { rememberTags } from './tags.js';

/** https://docs.aws.amazon.com/config/latest/APIReference/API_TagResource.html */
export const tagResource: Operation = {
  service: 'config',
  name: 'TagResource',
  mutating: true,
  access: (input) => [{ action: 'config:TagResource', resource: text(input, 'ResourceArn') ?? '*' }],
  handle(input, call) {
    const arn = requiredText(input, 'ResourceArn');
    assertTaggable(call, arn);
    rememberTags(stateOf(call), arn, input);
    return {};
  },
};
