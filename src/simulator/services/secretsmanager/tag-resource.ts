import type { Operation } from '../../kernel/contract.js';
import { change } from './change.js';
import { openLivingSecret, secretAccess } from './find.js';
import { checkTags, tagsOf } from './tags.js';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_TagResource.html */
export const tagResource: Operation = {
  service: 'secretsmanager',
  name: 'TagResource',
  mutating: true,
  access: secretAccess('secretsmanager:TagResource'),
  handle(input, call) {
    const secret = openLivingSecret(input, call);
    change(call.world, secret, { tags: checkTags({ ...secret.tags, ...tagsOf(input) }) });
    return {};
  },
};
