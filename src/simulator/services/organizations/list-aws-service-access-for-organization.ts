import { callerSees, cut, readableOrganization } from './rules.js';
import type { Operation } from '../../kernel/contract.js';

export const listAwsServiceAccessForOrganization: Operation = {
  service: 'organizations',
  name: 'ListAWSServiceAccessForOrganization',
  mutating: false,
  handle(input, call) {
    const organization = readableOrganization(call);
    const { items, nextToken } = cut(
      call,
      input,
      Object.entries(organization.trustedAccess)
        .filter(([, { enabledAt }]) => callerSees(call, organization, enabledAt))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    return {
      EnabledServicePrincipals: items.map(([service, { enabledAt }]) => ({
        ServicePrincipal: service,
        DateEnabled: new Date(enabledAt),
      })),
      NextToken: nextToken,
    };
  },
};
