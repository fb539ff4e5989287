import type { Operation } from '../../kernel/contract.js';
import { keyAccess, openKey } from './key-access.js';

/** The one policy of a key is called `default`. https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html */
export const getKeyPolicy: Operation = {
  service: 'kms',
  name: 'GetKeyPolicy',
  mutating: false,
  access: keyAccess('kms:GetKeyPolicy'),
  handle: (input, call) => ({ Policy: openKey(input, call).policy, PolicyName: 'default' }),
};
