import type { Operation } from '../../kernel/contract.js';
import { keyAccess, openLivingKey } from './key-access.js';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKeyRotation.html */
export const disableKeyRotation: Operation = {
  service: 'kms',
  name: 'DisableKeyRotation',
  mutating: true,
  access: keyAccess('kms:DisableKeyRotation'),
  handle(input, call) {
    delete openLivingKey(input, call).rotationDays;
    return {};
  },
};
