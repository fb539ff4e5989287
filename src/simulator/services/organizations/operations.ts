import { closeAccount } from './close-account.js';
import { deregisterDelegatedAdministrator } from './deregister-delegated-administrator.js';
import { describeAccount } from './describe-account.js';
import { describeOrganization } from './describe-organization.js';
import { describeOrganizationalUnit } from './describe-organizational-unit.js';
import { describePolicy } from './describe-policy.js';
import { disableAWSServiceAccess } from './disable-aws-service-access.js';
import { enableAWSServiceAccess } from './enable-aws-service-access.js';
import { listAccounts } from './list-accounts.js';
import { listAccountsForParent } from './list-accounts-for-parent.js';
import { listAwsServiceAccessForOrganization } from './list-aws-service-access-for-organization.js';
import { listChildren } from './list-children.js';
import { listDelegatedAdministrators } from './list-delegated-administrators.js';
import { listDelegatedServicesForAccount } from './list-delegated-services-for-account.js';
import { listOrganizationalUnitsForParent } from './list-organizational-units-for-parent.js';
import { listParents } from './list-parents.js';
import { listPolicies } from './list-policies.js';
import { listPoliciesForTarget } from './list-policies-for-target.js';
import { listRoots } from './list-roots.js';
import { listTargetsForPolicy } from './list-targets-for-policy.js';
import { registerDelegatedAdministrator } from './register-delegated-administrator.js';
import type { Operation } from '../../kernel/contract.js';

/** All but MoveAccount, which is made with what follows a move. */
export const operations: readonly Operation[] = [
  closeAccount,
  deregisterDelegatedAdministrator,
  describeAccount,
  describeOrganization,
  describeOrganizationalUnit,
  describePolicy,
  disableAWSServiceAccess,
  enableAWSServiceAccess,
  listAccounts,
  listAccountsForParent,
  listAwsServiceAccessForOrganization,
  listChildren,
  listDelegatedAdministrators,
  listDelegatedServicesForAccount,
  listOrganizationalUnitsForParent,
  listParents,
  listPolicies,
  listPoliciesForTarget,
  listRoots,
  listTargetsForPolicy,
  registerDelegatedAdministrator,
];
