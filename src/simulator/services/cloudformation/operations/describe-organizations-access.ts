import { ServiceError } from '../../../kernel/contract.js';
import type { Operation } from '../../../kernel/contract.js';
import { administratorAccount } from '../stacksets/find.js';
import { isAccessActivated, organizationAround } from '../stacksets/organizations-access.js';

export const describeOrganizationsAccess: Operation = {
  service: 'cloudformation',
  name: 'DescribeOrganizationsAccess',
  mutating: false,
  handle(input, call) {
    const organization = organizationAround(call.world, call.caller.accountId);
    if (!organization || administratorAccount(input, call) !== organization.managementAccountId) {
      throw new ServiceError(
        'InvalidOperationException',
        'You must be the management account or a delegated administrator of an organization',
      );
    }
    return { Status: isAccessActivated(call.world, organization) ? 'ENABLED' : 'DISABLED' };
  },
};
