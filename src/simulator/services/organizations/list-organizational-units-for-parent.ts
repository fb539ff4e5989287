import { accessTo } from './access.js';
import { parentNotFound } from './errors.js';
import { cut, id, parentForm, readableOrganization } from './rules.js';
import { unitShape } from './shapes.js';
import { exists, unitsBelow } from './tree.js';
import type { Operation } from '../../kernel/contract.js';

export const listOrganizationalUnitsForParent: Operation = {
  service: 'organizations',
  name: 'ListOrganizationalUnitsForParent',
  mutating: false,
  access: accessTo('ListOrganizationalUnitsForParent', 'ParentId'),
  handle(input, call) {
    const organization = readableOrganization(call);
    const parentId = id(input, 'ParentId', parentForm);
    if (!exists(organization, parentId)) throw parentNotFound();
    const { items, nextToken } = cut(call, input, unitsBelow(organization, parentId));
    return { OrganizationalUnits: items.map((unit) => unitShape(organization, unit)), NextToken: nextToken };
  },
};
