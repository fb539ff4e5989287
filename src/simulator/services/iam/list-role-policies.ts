import { findRole, roleAccess } from './find-role.js';
import { cut } from './markers.js';
import type { Operation } from '../../kernel/contract.js';

export const listRolePolicies: Operation = {
  service: 'iam',
  name: 'ListRolePolicies',
  mutating: false,
  access: roleAccess('ListRolePolicies'),
  handle(input, call) {
    const { items, rest } = cut(call, input, Object.keys(findRole(input, call).inline).sort());
    return { PolicyNames: items, ...rest };
  },
};
