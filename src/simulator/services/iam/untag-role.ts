import { texts } from '../../kernel/input.js';
import { findOwnRole, roleAccess } from './find-role.js';
import type { Operation } from '../../kernel/contract.js';

export const untagRole: Operation = {
  service: 'iam',
  name: 'UntagRole',
  mutating: true,
  access: roleAccess('UntagRole', (input) => ({ 'aws:TagKeys': texts(input, 'TagKeys') ?? [] })),
  handle(input, call) {
    const role = findOwnRole(input, call);
    const gone = texts(input, 'TagKeys') ?? [];
    role.tags = Object.fromEntries(Object.entries(role.tags).filter(([key]) => !gone.includes(key)));
    return {};
  },
};
