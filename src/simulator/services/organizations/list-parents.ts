import { accessTo } from './access.js';
import { childNotFound } from './errors.js';
import { childForm, cut, id, readableOrganization } from './rules.js';
import type { Operation } from '../../kernel/contract.js';

export const listParents: Operation = {
  service: 'organizations',
  name: 'ListParents',
  mutating: false,
  access: accessTo('ListParents', 'ChildId'),
  handle(input, call) {
    const organization = readableOrganization(call);
    const childId = id(input, 'ChildId', childForm);
    const parentId =
      organization.accounts[childId]?.parentId ?? organization.organizationalUnits[childId]?.parentId;
    if (parentId === undefined) throw childNotFound();
    const { items, nextToken } = cut(call, input, [
      { Id: parentId, Type: parentId === organization.rootId ? 'ROOT' : 'ORGANIZATIONAL_UNIT' },
    ]);
    return { Parents: items, NextToken: nextToken };
  },
};
