import { findRole, roleAccess } from './find-role.js';
import { roleShape } from './shapes.js';
import type { Operation } from '../../kernel/contract.js';

export const getRole: Operation = {
  service: 'iam',
  name: 'GetRole',
  mutating: false,
  access: roleAccess('GetRole'),
  handle(input, call) {
    return { Role: roleShape(findRole(input, call)) };
  },
};
