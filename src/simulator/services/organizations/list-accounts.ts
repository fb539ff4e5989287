import { cut, readableOrganization } from './rules.js';
import { accountShape } from './shapes.js';
import type { Operation } from '../../kernel/contract.js';

export const listAccounts: Operation = {
  service: 'organizations',
  name: 'ListAccounts',
  mutating: false,
  handle(input, call) {
    const organization = readableOrganization(call);
    const { items, nextToken } = cut(
      call,
      input,
      Object.values(organization.accounts).sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
    return {
      Accounts: items.map((account) => accountShape(organization, account, call.world.clock.now())),
      NextToken: nextToken,
    };
  },
};
