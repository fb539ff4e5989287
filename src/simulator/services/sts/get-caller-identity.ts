import type { Operation } from '../../kernel/contract.js';

export const getCallerIdentity: Operation = {
  service: 'sts',
  name: 'GetCallerIdentity',
  mutating: false,
  // "No permissions are required to perform this operation", not even against an explicit deny (API reference).
  access: () => [],
  handle: (_input, { caller }) => ({ UserId: caller.userId, Account: caller.accountId, Arn: caller.arn }),
};
