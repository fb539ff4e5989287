import type { Operation } from '../../kernel/contract.js';
import { texts } from '../../kernel/input.js';
import { change } from './change.js';
import { openLivingSecret, secretAccess } from './find.js';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UntagResource.html */
export const untagResource: Operation = {
  service: 'secretsmanager',
  name: 'UntagResource',
  mutating: true,
  access: secretAccess('secretsmanager:UntagResource'),
  handle(input, call) {
    const secret = openLivingSecret(input, call);
    const keys = texts(input, 'TagKeys') ?? [];
    change(call.world, secret, {
      tags: Object.fromEntries(Object.entries(secret.tags).filter(([key]) => !keys.includes(key))),
    });
    return {};
  },
};
