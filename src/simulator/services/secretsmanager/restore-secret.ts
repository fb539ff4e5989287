import type { Operation } from '../../kernel/contract.js';
import { change, nameOf } from './change.js';
import { openSecret, secretAccess } from './find.js';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RestoreSecret.html */
export const restoreSecret: Operation = {
  service: 'secretsmanager',
  name: 'RestoreSecret',
  mutating: true,
  access: secretAccess('secretsmanager:RestoreSecret'),
  handle: (input, call) => nameOf(change(call.world, openSecret(input, call), { deletionAt: undefined })),
};
