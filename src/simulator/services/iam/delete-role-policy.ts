import { requiredText } from '../../kernel/input.js';
import { noSuchRolePolicy } from './errors.js';
import { findOwnRole, roleAccess } from './find-role.js';
import type { Operation } from '../../kernel/contract.js';

export const deleteRolePolicy: Operation = {
  service: 'iam',
  name: 'DeleteRolePolicy',
  mutating: true,
  access: roleAccess('DeleteRolePolicy'),
  handle(input, call) {
    const role = findOwnRole(input, call);
    const name = requiredText(input, 'PolicyName', 'ValidationError');
    if (role.inline[name] === undefined) throw noSuchRolePolicy(name);
    delete role.inline[name];
    return {};
  },
};
