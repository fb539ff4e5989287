import { accessToAll } from './access.js';
import { cut, readableOrganization } from './rules.js';
import { isServiceControl } from './policy-type.js';
import { policySummary } from './shapes.js';
import type { Operation } from '../../kernel/contract.js';

export const listPolicies: Operation = {
  service: 'organizations',
  name: 'ListPolicies',
  mutating: false,
  access: accessToAll('ListPolicies'),
  handle(input, call) {
    const organization = readableOrganization(call);
    const policies = isServiceControl(input)
      ? Object.values(organization.policies).sort((a, b) => (a.id < b.id ? -1 : 1))
      : [];
    const { items, nextToken } = cut(call, input, policies);
    return { Policies: items.map(policySummary), NextToken: nextToken };
  },
};
