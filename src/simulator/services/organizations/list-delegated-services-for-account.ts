import { accessTo } from './access.js';
import { accountNotFound, notRegistered } from './errors.js';
import { accountIdForm, callerSees, cut, id, readableOrganization } from './rules.js';
import type { Operation } from '../../kernel/contract.js';

export const listDelegatedServicesForAccount: Operation = {
  service: 'organizations',
  name: 'ListDelegatedServicesForAccount',
  mutating: false,
  access: accessTo('ListDelegatedServicesForAccount', 'AccountId'),
  handle(input, call) {
    const organization = readableOrganization(call);
    const accountId = id(input, 'AccountId', accountIdForm);
    if (!organization.accounts[accountId]) throw accountNotFound();
    const registered = organization.delegatedAdministrators[accountId];
    if (!registered) throw notRegistered();
    const { items, nextToken } = cut(
      call,
      input,
      Object.entries(registered.services)
        .filter(([, { registeredAt }]) => callerSees(call, organization, registeredAt))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    return {
      DelegatedServices: items.map(([service, { registeredAt }]) => ({
        ServicePrincipal: service,
        DelegationEnabledDate: new Date(registeredAt),
      })),
      NextToken: nextToken,
    };
  },
};
