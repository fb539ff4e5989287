import { accessToAll } from './access.js';
import { constraintViolation } from './errors.js';
import { managedOrganization } from './rules.js';
import { servicePrincipal } from './service-principal.js';
import type { Operation } from '../../kernel/contract.js';

export const disableAWSServiceAccess: Operation = {
  service: 'organizations',
  name: 'DisableAWSServiceAccess',
  mutating: true,
  access: accessToAll('DisableAWSServiceAccess'),
  handle(input, call) {
    const organization = managedOrganization(call);
    const service = servicePrincipal(input);
    const administered = Object.values(organization.delegatedAdministrators).some(
      ({ services }) => services[service] !== undefined,
    );
    // Deregister first (https://docs.aws.amazon.com/organizations/latest/APIReference/API_ConstraintViolationException.html).
    if (administered)
      throw constraintViolation(
        'DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE',
        'You must deregister all delegated administrators for this service first.',
      );
    delete organization.trustedAccess[service];
    return {};
  },
};
