import type { Operation } from '../../kernel/contract.js';
import { text } from '../../kernel/input.js';
import { change, nameOf } from './change.js';
import { openLivingSecret, secretAccess } from './find.js';

/**
 * Changes description and key; a value is neither kept nor logged. An empty description or key takes the old one away.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecret.html
 */
export const updateSecret: Operation = {
  service: 'secretsmanager',
  name: 'UpdateSecret',
  mutating: true,
  logged: ['SecretId', 'ClientRequestToken', 'Description', 'KmsKeyId'],
  access: secretAccess('secretsmanager:UpdateSecret'),
  handle(input, call) {
    const secret = openLivingSecret(input, call);
    const [description, kmsKeyId] = [text(input, 'Description'), text(input, 'KmsKeyId')];
    const changed = change(call.world, secret, {
      ...(description === undefined ? {} : { description: description === '' ? undefined : description }),
      ...(kmsKeyId === undefined ? {} : { kmsKeyId: kmsKeyId === '' ? undefined : kmsKeyId }),
    });
    return nameOf(changed);
  },
};
