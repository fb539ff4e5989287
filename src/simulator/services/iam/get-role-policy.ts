import { requiredText } from '../../kernel/input.js';
import { noSuchRolePolicy } from './errors.js';
import { findRole, roleAccess } from './find-role.js';
import { encodedDocument } from './shapes.js';
import type { Operation } from '../../kernel/contract.js';

export const getRolePolicy: Operation = {
  service: 'iam',
  name: 'GetRolePolicy',
  mutating: false,
  access: roleAccess('GetRolePolicy'),
  handle(input, call) {
    const role = findRole(input, call);
    const name = requiredText(input, 'PolicyName', 'ValidationError');
    const document = role.inline[name];
    if (document === undefined) throw noSuchRolePolicy(name);
    return { RoleName: role.name, PolicyName: name, PolicyDocument: encodedDocument(document) };
  },
};
