import { ServiceError } from '../../../kernel/contract.js';
import type { Operation } from '../../../kernel/contract.js';
import { requiredText } from '../../../kernel/input.js';
import { stackSetAccess } from '../stacksets/access.js';
import { lookUpStackSet } from '../stacksets/find.js';
import { renderStackSet } from '../stacksets/render.js';

/** A deleted StackSet is still found by its id. */
export const describeStackSet: Operation = {
  service: 'cloudformation',
  name: 'DescribeStackSet',
  mutating: false,
  access: (input, call) => stackSetAccess('DescribeStackSet', input, call),
  handle(input, call) {
    const name = requiredText(input, 'StackSetName', 'ValidationError');
    const set = lookUpStackSet(input, call);
    if (!set)
      throw new ServiceError('StackSetNotFoundException', `StackSet ${name} not found`, { status: 404 });
    return { StackSet: renderStackSet(call.world, set) };
  },
};
