import { accessTo } from './access.js';
import { accountNotFound } from './errors.js';
import { accountIdForm, id, readableOrganization } from './rules.js';
import { accountShape } from './shapes.js';
import type { Operation } from '../../kernel/contract.js';

export const describeAccount: Operation = {
  service: 'organizations',
  name: 'DescribeAccount',
  mutating: false,
  access: accessTo('DescribeAccount', 'AccountId'),
  handle(input, call) {
    const organization = readableOrganization(call);
    const account = organization.accounts[id(input, 'AccountId', accountIdForm)];
    if (!account) throw accountNotFound();
    return { Account: accountShape(organization, account, call.world.clock.now()) };
  },
};
