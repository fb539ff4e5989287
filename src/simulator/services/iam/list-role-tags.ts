import { findRole, roleAccess } from './find-role.js';
import { cut } from './markers.js';
import { tagShapes } from './tags.js';
import type { Operation } from '../../kernel/contract.js';

export const listRoleTags: Operation = {
  service: 'iam',
  name: 'ListRoleTags',
  mutating: false,
  access: roleAccess('ListRoleTags'),
  handle(input, call) {
    const { items, rest } = cut(call, input, tagShapes(findRole(input, call).tags));
    return { Tags: items, ...rest };
  },
};
