import { ServiceError } from '../../../kernel/contract.js';
import type { Operation } from '../../../kernel/contract.js';
import { serviceCaller } from '../roles.js';
import {
  organizationAround,
  setAccessActivated,
  STACKSETS_PRINCIPAL,
} from '../stacksets/organizations-access.js';

/** All delegated administrators must be deregistered before (stacksets-orgs-activate-trusted-access). */
export const deactivateOrganizationsAccess: Operation = {
  service: 'cloudformation',
  name: 'DeactivateOrganizationsAccess',
  mutating: true,
  access: () => [
    { action: 'cloudformation:DeactivateOrganizationsAccess', resource: '*' },
    {
      action: 'organizations:DisableAWSServiceAccess',
      resource: '*',
      context: { 'organizations:ServicePrincipal': STACKSETS_PRINCIPAL },
    },
  ],
  async handle(_, { world, caller, region }) {
    const organization = organizationAround(world, caller.accountId);
    if (organization?.managementAccountId !== caller.accountId) {
      throw new ServiceError(
        'InvalidOperationException',
        'You must be the management account of an organization to deactivate organizations access',
      );
    }
    if (
      Object.values(organization.delegatedAdministrators).some(
        ({ services }) => services[STACKSETS_PRINCIPAL] !== undefined,
      )
    ) {
      throw new ServiceError(
        'InvalidOperationException',
        'You must deregister all delegated administrators before deactivating organizations access',
      );
    }
    const as = { caller: serviceCaller('stacksets.cloudformation.amazonaws.com', caller.accountId), region };
    await world.invoke(
      'organizations',
      'DisableAWSServiceAccess',
      { ServicePrincipal: STACKSETS_PRINCIPAL },
      as,
    );
    setAccessActivated(world, organization, false);
    return {};
  },
};
