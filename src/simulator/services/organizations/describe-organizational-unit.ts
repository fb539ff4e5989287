import { accessTo } from './access.js';
import { unitNotFound } from './errors.js';
import { id, readableOrganization, unitForm } from './rules.js';
import { unitShape } from './shapes.js';
import type { Operation } from '../../kernel/contract.js';

export const describeOrganizationalUnit: Operation = {
  service: 'organizations',
  name: 'DescribeOrganizationalUnit',
  mutating: false,
  access: accessTo('DescribeOrganizationalUnit', 'OrganizationalUnitId'),
  handle(input, call) {
    const organization = readableOrganization(call);
    const unit = organization.organizationalUnits[id(input, 'OrganizationalUnitId', unitForm)];
    if (!unit) throw unitNotFound();
    return { OrganizationalUnit: unitShape(organization, unit) };
  },
};
