import type { Operation } from '../../../kernel/contract.js';
import { stackSetAccess } from '../stacksets/access.js';
import { findOperation } from '../stacksets/find-operation.js';
import { findStackSet } from '../stacksets/find.js';
import { renderOperation } from '../stacksets/render.js';

export const describeStackSetOperation: Operation = {
  service: 'cloudformation',
  name: 'DescribeStackSetOperation',
  mutating: false,
  access: (input, call) => stackSetAccess('DescribeStackSetOperation', input, call),
  handle(input, call) {
    const set = findStackSet(input, call);
    return { StackSetOperation: renderOperation(set, findOperation(input, set)) };
  },
};
