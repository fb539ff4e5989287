import { accessTo } from './access.js';
import { accountNotFound, notRegistered } from './errors.js';
import { accountIdForm, id, managedOrganization } from './rules.js';
import { servicePrincipal } from './service-principal.js';
import type { Operation } from '../../kernel/contract.js';

export const deregisterDelegatedAdministrator: Operation = {
  service: 'organizations',
  name: 'DeregisterDelegatedAdministrator',
  mutating: true,
  access: accessTo('DeregisterDelegatedAdministrator', 'AccountId'),
  handle(input, call) {
    const organization = managedOrganization(call);
    const accountId = id(input, 'AccountId', accountIdForm);
    const service = servicePrincipal(input);
    if (!organization.accounts[accountId]) throw accountNotFound();
    const registered = organization.delegatedAdministrators[accountId];
    if (registered?.services[service] === undefined) throw notRegistered();
    delete registered.services[service];
    if (Object.keys(registered.services).length === 0) delete organization.delegatedAdministrators[accountId];
    return {};
  },
};
