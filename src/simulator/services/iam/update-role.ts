import { integer, text } from '../../kernel/input.js';
import { invalid } from './errors.js';
import { findOwnRole, roleAccess } from './find-role.js';
import type { Operation } from '../../kernel/contract.js';

export const updateRole: Operation = {
  service: 'iam',
  name: 'UpdateRole',
  mutating: true,
  access: roleAccess('UpdateRole'),
  handle(input, call) {
    const role = findOwnRole(input, call);
    const description = text(input, 'Description');
    const seconds = integer(input, 'MaxSessionDuration', 'ValidationError');
    if (seconds !== undefined && (seconds < 3600 || seconds > 43_200))
      throw invalid(
        `Value '${seconds}' at 'maxSessionDuration' failed to satisfy constraint: Member must be between 3600 and 43200`,
      );
    if (description !== undefined) role.description = description;
    if (seconds !== undefined) role.maxSessionDuration = seconds;
    return {};
  },
};
