import type { Operation } from '../../kernel/contract.js';
import { keyAccess, openKey } from './key-access.js';
import { keyMetadata } from './key-metadata.js';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html */
export const describeKey: Operation = {
  service: 'kms',
  name: 'DescribeKey',
  mutating: false,
  access: keyAccess('kms:DescribeKey'),
  handle: (input, call) => ({ KeyMetadata: keyMetadata(openKey(input, call)) }),
};
