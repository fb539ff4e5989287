import { requiredText, text } from '../../kernel/input.js';
import { limitExceeded, noSuchPolicy } from './errors.js';
import { findOwnRole, roleAccess } from './find-role.js';
import { managedPolicy } from './identity-source.js';
import type { Operation } from '../../kernel/contract.js';

export const attachRolePolicy: Operation = {
  service: 'iam',
  name: 'AttachRolePolicy',
  mutating: true,
  access: roleAccess('AttachRolePolicy', (input) => ({ 'iam:PolicyARN': text(input, 'PolicyArn') ?? '' })),
  handle(input, call) {
    const role = findOwnRole(input, call);
    const arn = requiredText(input, 'PolicyArn', 'ValidationError');
    if (!managedPolicy(arn)) throw noSuchPolicy(arn);
    if (role.attached.includes(arn)) return {};
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    if (role.attached.length >= 20) throw limitExceeded('Cannot exceed quota for PoliciesPerRole: 20');
    role.attached.push(arn);
    return {};
  },
};
