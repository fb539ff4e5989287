import { accessTo } from './access.js';
import { trustedServices } from '../../facts/trusted-services.js';
import { ServiceError } from '../../kernel/contract.js';
import { accountNotFound, constraintViolation, invalidInput } from './errors.js';
import { accountIdForm, callerSees, id, managedOrganization } from './rules.js';
import { servicePrincipal } from './service-principal.js';
import type { Operation } from '../../kernel/contract.js';

export const registerDelegatedAdministrator: Operation = {
  service: 'organizations',
  name: 'RegisterDelegatedAdministrator',
  mutating: true,
  access: accessTo('RegisterDelegatedAdministrator', 'AccountId'),
  handle(input, call) {
    const organization = managedOrganization(call);
    const accountId = id(input, 'AccountId', accountIdForm);
    const service = servicePrincipal(input);
    const account = organization.accounts[accountId];
    if (!account) throw accountNotFound();
    if (accountId === organization.managementAccountId) {
      throw constraintViolation(
        'CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR',
        'You cannot register master account/yourself as delegated administrator for your organization.',
      );
    }
    if (account.state !== 'ACTIVE') {
      throw constraintViolation(
        'CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR',
        'You cannot register a suspended account as a delegated administrator.',
      );
    }
    const limit = trustedServices[service]?.delegatedAdministrators;
    if (limit === undefined)
      throw invalidInput(
        'UNRECOGNIZED_SERVICE_PRINCIPAL',
        'You specified an unrecognized service principal.',
      );
    const access = organization.trustedAccess[service];
    if (access === undefined || !callerSees(call, organization, access.enabledAt)) {
      throw constraintViolation(
        'SERVICE_ACCESS_NOT_ENABLED',
        'You attempted to register a delegated administrator before you enabled service access.',
      );
    }
    const administrators = organization.delegatedAdministrators;
    if (administrators[accountId]?.services[service] !== undefined) {
      throw new ServiceError(
        'AccountAlreadyRegisteredException',
        'The provided account is already a delegated administrator for your organization.',
      );
    }
    if (
      Object.values(administrators).filter(({ services }) => services[service] !== undefined).length >= limit
    ) {
      throw constraintViolation(
        'MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED',
        'You have reached the maximum number of delegated administrators for this service.',
      );
    }
    const registeredAt = call.world.clock.now();
    (administrators[accountId] ??= { registeredAt, services: {} }).services[service] = { registeredAt };
    return {};
  },
};
