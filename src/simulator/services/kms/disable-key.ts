import type { Operation } from '../../kernel/contract.js';
import { keyAccess, openLivingKey } from './key-access.js';

/** Nothing can be done with the key until it is enabled. https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKey.html */
export const disableKey: Operation = {
  service: 'kms',
  name: 'DisableKey',
  mutating: true,
  access: keyAccess('kms:DisableKey'),
  handle(input, call) {
    openLivingKey(input, call).enabled = false;
    return {};
  },
};
