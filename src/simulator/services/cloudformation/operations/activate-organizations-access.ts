import { ServiceError } from '../../../kernel/contract.js';
import type { Access, Operation } from '../../../kernel/contract.js';
import { serviceCaller } from '../roles.js';
import { makeLinkedRole } from '../stacksets/linked-role.js';
import {
  organizationAround,
  setAccessActivated,
  STACKSETS_PRINCIPAL,
} from '../stacksets/organizations-access.js';

const ROLE =
  'role/aws-service-role/stacksets.cloudformation.amazonaws.com/AWSServiceRoleForCloudFormationStackSetsOrgAdmin';

/**
 * Trusted access, the proper way; management account only (stacksets-orgs-activate-trusted-access).
 * assumed: the caller needs what CloudFormation does on the way, as other services ask it.
 */
export const activateOrganizationsAccess: Operation = {
  service: 'cloudformation',
  name: 'ActivateOrganizationsAccess',
  mutating: true,
  access: (_, { world, caller }): readonly Access[] => [
    { action: 'cloudformation:ActivateOrganizationsAccess', resource: '*' },
    {
      action: 'organizations:EnableAWSServiceAccess',
      resource: '*',
      context: { 'organizations:ServicePrincipal': STACKSETS_PRINCIPAL },
    },
    {
      action: 'iam:CreateServiceLinkedRole',
      resource: `arn:${world.partition}:iam::${caller.accountId}:${ROLE}`,
      context: { 'iam:AWSServiceName': 'stacksets.cloudformation.amazonaws.com' },
    },
  ],
  async handle(_, { world, caller, region }) {
    const organization = organizationAround(world, caller.accountId);
    if (organization?.managementAccountId !== caller.accountId) {
      throw new ServiceError(
        'InvalidOperationException',
        'You must be the management account of an organization to activate organizations access',
      );
    }
    const as = { caller: serviceCaller('stacksets.cloudformation.amazonaws.com', caller.accountId), region };
    await world.invoke(
      'organizations',
      'EnableAWSServiceAccess',
      { ServicePrincipal: STACKSETS_PRINCIPAL },
      as,
    );
    await makeLinkedRole(world, 'stacksets.cloudformation.amazonaws.com', as);
    setAccessActivated(world, organization, true);
    return {};
  },
};
