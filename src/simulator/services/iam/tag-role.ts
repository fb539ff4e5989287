import { findOwnRole, roleAccess } from './find-role.js';
import { tagContext, tagsOf } from './tags.js';
import type { Operation } from '../../kernel/contract.js';

export const tagRole: Operation = {
  service: 'iam',
  name: 'TagRole',
  mutating: true,
  access: roleAccess('TagRole', tagContext),
  handle(input, call) {
    const role = findOwnRole(input, call);
    role.tags = { ...role.tags, ...tagsOf(input) };
    return {};
  },
};
