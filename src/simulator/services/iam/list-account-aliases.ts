import { cut } from './markers.js';
import { iamOf } from './state.js';
import type { Operation } from '../../kernel/contract.js';

export const listAccountAliases: Operation = {
  service: 'iam',
  name: 'ListAccountAliases',
  mutating: false,
  access: () => [{ action: 'iam:ListAccountAliases', resource: '*' }],
  handle(input, call) {
    const { items, rest } = cut(call, input, iamOf(call.world, call.caller.accountId).aliases);
    return { AccountAliases: items, ...rest };
  },
};
