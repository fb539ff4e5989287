import { attachRolePolicy } from './attach-role-policy.js';
import { createRole } from './create-role.js';
import { createServiceLinkedRole } from './create-service-linked-role.js';
import { deleteRole } from './delete-role.js';
import { deleteRolePolicy } from './delete-role-policy.js';
import { deleteServiceLinkedRole } from './delete-service-linked-role.js';
import { detachRolePolicy } from './detach-role-policy.js';
import { getRole } from './get-role.js';
import { getRolePolicy } from './get-role-policy.js';
import { getServiceLinkedRoleDeletionStatus } from './get-service-linked-role-deletion-status.js';
import { listAccountAliases } from './list-account-aliases.js';
import { listAttachedRolePolicies } from './list-attached-role-policies.js';
import { listRolePolicies } from './list-role-policies.js';
import { listRoleTags } from './list-role-tags.js';
import { listRoles } from './list-roles.js';
import { putRolePolicy } from './put-role-policy.js';
import { tagRole } from './tag-role.js';
import { untagRole } from './untag-role.js';
import { updateAssumeRolePolicy } from './update-assume-role-policy.js';
import { updateRole } from './update-role.js';
import type { Operation } from '../../kernel/contract.js';

export const operations: readonly Operation[] = [
  attachRolePolicy,
  createRole,
  createServiceLinkedRole,
  deleteRole,
  deleteRolePolicy,
  deleteServiceLinkedRole,
  detachRolePolicy,
  getRole,
  getRolePolicy,
  getServiceLinkedRoleDeletionStatus,
  listAccountAliases,
  listAttachedRolePolicies,
  listRolePolicies,
  listRoleTags,
  listRoles,
  putRolePolicy,
  tagRole,
  untagRole,
  updateAssumeRolePolicy,
  updateRole,
];
