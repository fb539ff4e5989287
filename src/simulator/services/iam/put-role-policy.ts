import { requiredText } from '../../kernel/input.js';
import { checkInlineSize, identityDocument } from './documents.js';
import { findOwnRole, roleAccess } from './find-role.js';
import type { Operation } from '../../kernel/contract.js';

export const putRolePolicy: Operation = {
  service: 'iam',
  name: 'PutRolePolicy',
  mutating: true,
  access: roleAccess('PutRolePolicy'),
  handle(input, call) {
    const role = findOwnRole(input, call);
    const policies = {
      ...role.inline,
      [requiredText(input, 'PolicyName', 'ValidationError')]: identityDocument(input, 'PolicyDocument'),
    };
    checkInlineSize(policies, role.name);
    role.inline = policies;
    return {};
  },
};
