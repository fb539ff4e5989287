import type { Operation } from '../../kernel/contract.js';
import { shapes, text } from '../../kernel/input.js';
import { keyAccess, openLivingKey } from './key-access.js';
import { keyChanged } from './state.js';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_TagResource.html */
export const tagResource: Operation = {
  service: 'kms',
  name: 'TagResource',
  mutating: true,
  access: keyAccess('kms:TagResource'),
  handle(input, call) {
    const key = openLivingKey(input, call);
    for (const tag of shapes(input, 'Tags') ?? [])
      key.tags[text(tag, 'TagKey') ?? ''] = text(tag, 'TagValue') ?? '';
    keyChanged(call.world, key);
    return {};
  },
};
