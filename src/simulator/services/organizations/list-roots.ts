import { cut, readableOrganization } from './rules.js';
import type { Operation } from '../../kernel/contract.js';

export const listRoots: Operation = {
  service: 'organizations',
  name: 'ListRoots',
  mutating: false,
  handle(input, call) {
    const organization = readableOrganization(call);
    const root = {
      Id: organization.rootId,
      Arn: `arn:${call.world.partition}:organizations::${organization.managementAccountId}:root/${organization.id}/${organization.rootId}`,
      Name: 'Root',
      PolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
    };
    const { items, nextToken } = cut(call, input, [root]);
    return { Roots: items, NextToken: nextToken };
  },
};
