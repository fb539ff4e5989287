import type { Operation } from '../../kernel/contract.js';
import { keyAccess, openKey } from './key-access.js';
import { keyChanged } from './state.js';

/** The key stays, disabled. https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html */
export const cancelKeyDeletion: Operation = {
  service: 'kms',
  name: 'CancelKeyDeletion',
  mutating: true,
  access: keyAccess('kms:CancelKeyDeletion'),
  handle(input, call) {
    const key = openKey(input, call);
    delete key.deletionDate;
    key.enabled = false;
    keyChanged(call.world, key);
    return { KeyId: key.arn };
  },
};
