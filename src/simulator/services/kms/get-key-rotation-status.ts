import type { Operation } from '../../kernel/contract.js';
import { keyAccess, openKey } from './key-access.js';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html */
export const getKeyRotationStatus: Operation = {
  service: 'kms',
  name: 'GetKeyRotationStatus',
  mutating: false,
  access: keyAccess('kms:GetKeyRotationStatus'),
  handle(input, call) {
    const { arn, rotationDays } = openKey(input, call);
    const enabled = rotationDays !== undefined;
    return {
      KeyId: arn,
      KeyRotationEnabled: enabled,
      ...(enabled ? { RotationPeriodInDays: rotationDays } : {}),
    };
  },
};
