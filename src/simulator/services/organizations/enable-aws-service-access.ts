import { accessToAll } from './access.js';
import { managedOrganization } from './rules.js';
import { servicePrincipal } from './service-principal.js';
import type { Operation } from '../../kernel/contract.js';

export const enableAWSServiceAccess: Operation = {
  service: 'organizations',
  name: 'EnableAWSServiceAccess',
  mutating: true,
  access: accessToAll('EnableAWSServiceAccess'),
  handle(input, call) {
    const organization = managedOrganization(call);
    const service = servicePrincipal(input);
    organization.trustedAccess[service] ??= { enabledAt: call.world.clock.now() };
    return {};
  },
};
