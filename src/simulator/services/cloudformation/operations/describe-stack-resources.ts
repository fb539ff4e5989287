import type { Operation } from '../../../kernel/contract.js';
import { text } from '../../../kernel/input.js';
import { validationError } from '../errors.js';
import { stackAccess } from '../stacks/access.js';
import { renderResource } from '../stacks/render.js';
import { findStack } from '../stacks/state.js';

const MOST = 100;

/** At most 100 resources and no token: larger stacks are for ListStackResources. */
export const describeStackResources: Operation = {
  service: 'cloudformation',
  name: 'DescribeStackResources',
  mutating: false,
  access: (input, call) => stackAccess('DescribeStackResources', input, call),
  handle(input, { world, caller, region }) {
    const name = text(input, 'StackName');
    const stack = name === undefined ? undefined : findStack(world, caller.accountId, region, name);
    if (!stack) throw validationError(`Stack with id ${name ?? ''} does not exist`);
    const wanted = text(input, 'LogicalResourceId');
    if (wanted !== undefined && !(wanted in stack.resources))
      throw validationError(`Resource ${wanted} does not exist for stack ${stack.name}`);
    const resources = Object.entries(stack.resources).filter(
      ([logicalId]) => wanted === undefined || logicalId === wanted,
    );
    return {
      StackResources: resources.slice(0, MOST).map(([logicalId, resource]) => {
        const { LastUpdatedTimestamp, ...rest } = renderResource(logicalId, resource);
        return { StackId: stack.id, StackName: stack.name, Timestamp: LastUpdatedTimestamp, ...rest };
      }),
    };
  },
};
