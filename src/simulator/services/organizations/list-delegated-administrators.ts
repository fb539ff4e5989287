import { accessToAll } from './access.js';
import { text } from '../../kernel/input.js';
import { callerSees, cut, readableOrganization } from './rules.js';
import { servicePrincipal } from './service-principal.js';
import { accountShape } from './shapes.js';
import type { Operation } from '../../kernel/contract.js';

export const listDelegatedAdministrators: Operation = {
  service: 'organizations',
  name: 'ListDelegatedAdministrators',
  mutating: false,
  access: accessToAll('ListDelegatedAdministrators'),
  handle(input, call) {
    const organization = readableOrganization(call);
    const service = text(input, 'ServicePrincipal') === undefined ? undefined : servicePrincipal(input);
    const registered = Object.entries(organization.delegatedAdministrators)
      .filter(([, { services }]) => service === undefined || services[service] !== undefined)
      .filter(([, { registeredAt, services }]) =>
        callerSees(call, organization, services[service ?? '']?.registeredAt ?? registeredAt),
      )
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const { items, nextToken } = cut(call, input, registered);
    const administrators = items.map(([accountId, { registeredAt, services }]) => {
      const account = organization.accounts[accountId];
      // The list has every member of an account but its paths (API model, shape DelegatedAdministrator).
      const shown = account ? accountShape(organization, account, call.world.clock.now()) : {};
      return {
        ...shown,
        Paths: undefined,
        DelegationEnabledDate: new Date(
          service === undefined ? registeredAt : (services[service]?.registeredAt ?? registeredAt),
        ),
      };
    });
    return { DelegatedAdministrators: administrators, NextToken: nextToken };
  },
};
