import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { accessTo } from './access.js';
import { accountNotFound, constraintViolation } from './errors.js';
import { accountIdForm, id, managedOrganization } from './rules.js';

/** How long an account is PENDING_CLOSURE; the figure is the simulator's. */
const closing = 60_000;

/**
 * The account is PENDING_CLOSURE at once and CLOSED a while later; it stays in the list of accounts for 90 days.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_CloseAccount.html
 */
export const closeAccount: Operation = {
  service: 'organizations',
  name: 'CloseAccount',
  mutating: true,
  access: accessTo('CloseAccount', 'AccountId'),
  handle(input, call) {
    const { world } = call;
    const organization = managedOrganization(call);
    const account = organization.accounts[id(input, 'AccountId', accountIdForm)];
    if (!account) throw accountNotFound();
    if (account.id === organization.managementAccountId)
      throw constraintViolation(
        'CANNOT_CLOSE_MANAGEMENT_ACCOUNT',
        'You cannot close the management account from within the organization.',
      );
    if (account.state === 'CLOSED')
      throw new ServiceError(
        'AccountAlreadyClosedException',
        'You attempted to close an account that is closed.',
      );
    if (account.state === 'PENDING_CLOSURE')
      throw new ServiceError('ConflictException', 'The account is already being closed.');
    account.state = 'PENDING_CLOSURE';
    world.background(async () => {
      await world.clock.sleep(world.latency('organizations.closeAccount', closing));
      account.state = 'CLOSED';
    });
    return {};
  },
};
