import type { Operation } from '../../kernel/contract.js';
import { keyAccess, openLivingKey } from './key-access.js';
import { keyChanged } from './state.js';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKeyRotation.html */
export const disableKeyRotation: Operation = {
  service: 'kms',
  name: 'DisableKeyRotation',
  mutating: true,
  access: keyAccess('kms:DisableKeyRotation'),
  handle(input, call) {
    const key = openLivingKey(input, call);
    delete key.rotationDays;
    keyChanged(call.world, key);
    return {};
  },
};
