import { trustDocument } from './documents.js';
import { findOwnRole, roleAccess } from './find-role.js';
import type { Operation } from '../../kernel/contract.js';

export const updateAssumeRolePolicy: Operation = {
  service: 'iam',
  name: 'UpdateAssumeRolePolicy',
  mutating: true,
  access: roleAccess('UpdateAssumeRolePolicy'),
  handle(input, call) {
    const role = findOwnRole(input, call);
    role.trustPolicy = trustDocument(input, 'PolicyDocument', call.world);
    return {};
  },
};
