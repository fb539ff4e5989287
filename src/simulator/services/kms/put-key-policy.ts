import type { Operation } from '../../kernel/contract.js';
import { flag, requiredText } from '../../kernel/input.js';
import { keyAccess, openLivingKey } from './key-access.js';
import { checkKeyPolicy } from './key-policy.js';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html */
export const putKeyPolicy: Operation = {
  service: 'kms',
  name: 'PutKeyPolicy',
  mutating: true,
  access: keyAccess('kms:PutKeyPolicy'),
  handle(input, call) {
    const key = openLivingKey(input, call);
    const policy = requiredText(input, 'Policy');
    checkKeyPolicy(policy, call, flag(input, 'BypassPolicyLockoutSafetyCheck') ?? false);
    key.policy = policy;
    return {};
  },
};
