import { requiredText, text } from '../../kernel/input.js';
import { notAttached } from './errors.js';
import { findOwnRole, roleAccess } from './find-role.js';
import type { Operation } from '../../kernel/contract.js';

export const detachRolePolicy: Operation = {
  service: 'iam',
  name: 'DetachRolePolicy',
  mutating: true,
  access: roleAccess('DetachRolePolicy', (input) => ({ 'iam:PolicyARN': text(input, 'PolicyArn') ?? '' })),
  handle(input, call) {
    const role = findOwnRole(input, call);
    const arn = requiredText(input, 'PolicyArn', 'ValidationError');
    if (!role.attached.includes(arn)) throw notAttached(arn);
    role.attached = role.attached.filter((attached) => attached !== arn);
    return {};
  },
};
