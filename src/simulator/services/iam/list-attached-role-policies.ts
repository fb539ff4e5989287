import { findRole, roleAccess } from './find-role.js';
import { cut } from './markers.js';
import type { Operation } from '../../kernel/contract.js';

export const listAttachedRolePolicies: Operation = {
  service: 'iam',
  name: 'ListAttachedRolePolicies',
  mutating: false,
  access: roleAccess('ListAttachedRolePolicies'),
  handle(input, call) {
    const { items, rest } = cut(call, input, findRole(input, call).attached);
    return {
      AttachedPolicies: items.map((arn) => ({ PolicyName: arn.split('/').at(-1), PolicyArn: arn })),
      ...rest,
    };
  },
};
