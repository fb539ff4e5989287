import { findOwnRole, roleAccess } from './find-role.js';
import { deleteConflict } from './errors.js';
import { iamOf } from './state.js';
import type { Operation } from '../../kernel/contract.js';

export const deleteRole: Operation = {
  service: 'iam',
  name: 'DeleteRole',
  mutating: true,
  access: roleAccess('DeleteRole'),
  handle(input, call) {
    const role = findOwnRole(input, call);
    if (role.attached.length > 0)
      throw deleteConflict('Cannot delete entity, must detach all policies first.');
    if (Object.keys(role.inline).length > 0)
      throw deleteConflict('Cannot delete entity, must delete policies first.');
    delete iamOf(call.world, call.caller.accountId).roles[role.name];
    return {};
  },
};
