import { accessTo } from './access.js';
import { parentNotFound } from './errors.js';
import { cut, id, parentForm, readableOrganization } from './rules.js';
import { accountShape } from './shapes.js';
import { exists } from './tree.js';
import type { Operation } from '../../kernel/contract.js';

export const listAccountsForParent: Operation = {
  service: 'organizations',
  name: 'ListAccountsForParent',
  mutating: false,
  access: accessTo('ListAccountsForParent', 'ParentId'),
  handle(input, call) {
    const organization = readableOrganization(call);
    const parentId = id(input, 'ParentId', parentForm);
    if (!exists(organization, parentId)) throw parentNotFound();
    const accounts = Object.values(organization.accounts).filter((account) => account.parentId === parentId);
    const { items, nextToken } = cut(
      call,
      input,
      accounts.sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
    return {
      Accounts: items.map((account) => accountShape(organization, account, call.world.clock.now())),
      NextToken: nextToken,
    };
  },
};
