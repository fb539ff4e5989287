import type { Operation } from '../../kernel/contract.js';
import { integer, requiredText, text } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import { assertTaggable } from './taggable.js';
import { stateOf } from './state.js';
import { tagList } from './tags.js';
import { compact } from './wire.js';

/** https://docs.aws.amazon.com/config/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource: Operation = {
  service: 'config',
  name: 'ListTagsForResource',
  mutating: false,
  access: (input) => [{ action: 'config:ListTagsForResource', resource: text(input, 'ResourceArn') ?? '*' }],
  handle(input, call) {
    const arn = requiredText(input, 'ResourceArn');
    assertTaggable(call, arn);
    const { items, nextToken } = page(call.world, tagList(stateOf(call).tags[arn]), {
      token: text(input, 'NextToken'),
      limit: integer(input, 'Limit') || undefined,
      defaultSize: 50,
      maxSize: 100,
      tokenError: 'InvalidNextTokenException',
    });
    return compact({ Tags: items, NextToken: nextToken });
  },
};
