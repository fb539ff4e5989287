import { accessTo } from './access.js';
import { ServiceError } from '../../kernel/contract.js';
import { accountNotFound } from './errors.js';
import { accountIdForm, id, managedOrganization, parentForm } from './rules.js';
import { exists } from './tree.js';
import type { Operation, World } from '../../kernel/contract.js';

/** `onAccountMoved` is told after the tree has changed: services that follow the organization go on from there. */
export function moveAccount(onAccountMoved: (world: World, accountId: string) => void): Operation {
  return {
    service: 'organizations',
    name: 'MoveAccount',
    mutating: true,
    access: accessTo('MoveAccount', 'AccountId', 'SourceParentId', 'DestinationParentId'),
    handle(input, call) {
      const organization = managedOrganization(call);
      const account = organization.accounts[id(input, 'AccountId', accountIdForm)];
      const source = id(input, 'SourceParentId', parentForm);
      const destination = id(input, 'DestinationParentId', parentForm);
      if (!account) throw accountNotFound();
      if (account.parentId !== source)
        throw new ServiceError(
          'SourceParentNotFoundException',
          "You specified a source parent that doesn't exist.",
        );
      if (!exists(organization, destination))
        throw new ServiceError(
          'DestinationParentNotFoundException',
          "You specified a destination parent that doesn't exist.",
        );
      if (source === destination)
        throw new ServiceError(
          'DuplicateAccountException',
          'That account is already present in the specified destination.',
        );
      account.parentId = destination;
      onAccountMoved(call.world, account.id);
      return {};
    },
  };
}
