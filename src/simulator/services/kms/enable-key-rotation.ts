import type { Operation } from '../../kernel/contract.js';
import { integer } from '../../kernel/input.js';
import { keyAccess, openLivingKey } from './key-access.js';
import { keyChanged } from './state.js';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html */
export const enableKeyRotation: Operation = {
  service: 'kms',
  name: 'EnableKeyRotation',
  mutating: true,
  access: keyAccess('kms:EnableKeyRotation'),
  handle(input, call) {
    const key = openLivingKey(input, call);
    key.rotationDays = integer(input, 'RotationPeriodInDays') ?? key.rotationDays ?? 365;
    keyChanged(call.world, key);
    return {};
  },
};
