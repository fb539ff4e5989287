import { accessTo } from './access.js';
import { text } from '../../kernel/input.js';
import { invalidInput, parentNotFound } from './errors.js';
import { cut, id, parentForm, readableOrganization } from './rules.js';
import { exists, unitsBelow } from './tree.js';
import type { Operation } from '../../kernel/contract.js';

export const listChildren: Operation = {
  service: 'organizations',
  name: 'ListChildren',
  mutating: false,
  access: accessTo('ListChildren', 'ParentId'),
  handle(input, call) {
    const organization = readableOrganization(call);
    const parentId = id(input, 'ParentId', parentForm);
    const type = text(input, 'ChildType');
    if (type !== 'ACCOUNT' && type !== 'ORGANIZATIONAL_UNIT')
      throw invalidInput('INVALID_ENUM', 'You specified an invalid value for ChildType.');
    if (!exists(organization, parentId)) throw parentNotFound();
    const ids =
      type === 'ACCOUNT'
        ? Object.values(organization.accounts)
            .filter((account) => account.parentId === parentId)
            .map((account) => account.id)
            .sort()
        : unitsBelow(organization, parentId).map((unit) => unit.id);
    const { items, nextToken } = cut(call, input, ids);
    return { Children: items.map((childId) => ({ Id: childId, Type: type })), NextToken: nextToken };
  },
};
