import { ServiceError } from '../../../kernel/contract.js';
import type { Operation } from '../../../kernel/contract.js';
import { requiredText, texts } from '../../../kernel/input.js';
import { pageOf } from '../paging.js';
import { renderDriftSummary } from '../stacks/render-drift.js';
import { findStack } from '../stacks/state.js';
import { stackSetAccess } from '../stacksets/access.js';
import { findOperation } from '../stacksets/find-operation.js';
import { findStackSet } from '../stacksets/find.js';
import { instanceKey } from '../stacksets/state.js';

/**
 * What the most recent drift detection found in the stack of an instance ([API], ListStackInstanceResourceDrifts).
 * Nothing for an operation that was followed by another one (assumed).
 */
export const listStackInstanceResourceDrifts: Operation = {
  service: 'cloudformation',
  name: 'ListStackInstanceResourceDrifts',
  mutating: false,
  access: (input, call) => stackSetAccess('ListStackInstanceResourceDrifts', input, call),
  handle(input, call) {
    const { world } = call;
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
    const operation = findOperation(input, set);
    const isLast = instance.drift?.operationId === operation.id;
    const stack = isLast ? findStack(world, account, region, instance.stackId ?? '') : undefined;
    const wanted = texts(input, 'StackInstanceResourceDriftStatuses') ?? [];
    const found = stack
      ? Object.entries(stack.resources).flatMap(([id, resource]) =>
          resource.drift && (wanted.length === 0 || wanted.includes(resource.drift.status))
            ? [renderDriftSummary(stack, id, resource, resource.drift)]
            : [],
        )
      : [];
    const { items, nextToken } = pageOf(input, world, found);
    return { Summaries: items, NextToken: nextToken };
  },
};
