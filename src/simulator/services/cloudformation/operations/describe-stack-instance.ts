import { ServiceError } from '../../../kernel/contract.js';
import type { Operation } from '../../../kernel/contract.js';
import { requiredText } from '../../../kernel/input.js';
import { stackSetAccess } from '../stacksets/access.js';
import { findStackSet } from '../stacksets/find.js';
import { renderInstance } from '../stacksets/render.js';
import { instanceKey } from '../stacksets/state.js';

export const describeStackInstance: Operation = {
  service: 'cloudformation',
  name: 'DescribeStackInstance',
  mutating: false,
  access: (input, call) => stackSetAccess('DescribeStackInstance', input, call),
  handle(input, call) {
    const set = findStackSet(input, call);
    const account = requiredText(input, 'StackInstanceAccount', 'ValidationError');
    const region = requiredText(input, 'StackInstanceRegion', 'ValidationError');
    const instance = set.instances[instanceKey({ account, region })];
    if (!instance)
      throw new ServiceError(
        'StackInstanceNotFoundException',
        `Stack instance not found for account ${account} and region ${region}`,
        { status: 404 },
      );
    return { StackInstance: renderInstance(set, instance) };
  },
};
