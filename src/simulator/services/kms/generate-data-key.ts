import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { keyAccess, openLivingKey } from './key-access.js';

/** Nothing is encrypted in the simulator: the bytes are only there to be looked at. https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html */
export const generateDataKey: Operation = {
  service: 'kms',
  name: 'GenerateDataKey',
  mutating: false,
  access: keyAccess('kms:GenerateDataKey'),
  handle(input, call) {
    const key = openLivingKey(input, call);
    if (!key.enabled) throw new ServiceError('DisabledException', `${key.arn} is disabled.`);
    const bytes = (length: number): string =>
      Buffer.from(call.world.random.hex(length * 2), 'hex').toString('base64');
    return { KeyId: key.arn, Plaintext: bytes(32), CiphertextBlob: bytes(64) };
  },
};
