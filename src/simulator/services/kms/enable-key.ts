import type { Operation } from '../../kernel/contract.js';
import { keyAccess, openLivingKey } from './key-access.js';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKey.html */
export const enableKey: Operation = {
  service: 'kms',
  name: 'EnableKey',
  mutating: true,
  access: keyAccess('kms:EnableKey'),
  handle(input, call) {
    openLivingKey(input, call).enabled = true;
    return {};
  },
};
