import type { Operation, Shape } from '../../../kernel/contract.js';
import { shapes, text } from '../../../kernel/input.js';
import { validationError } from '../errors.js';
import { pageOf } from '../paging.js';
import { stackSetAccess } from '../stacksets/access.js';
import { findStackSet } from '../stacksets/find.js';
import { renderInstanceSummary } from '../stacksets/render.js';
import type { StackInstance } from '../stacksets/state.js';

const MOST_FILTERS = 3;

export const listStackInstances: Operation = {
  service: 'cloudformation',
  name: 'ListStackInstances',
  mutating: false,
  access: (input, call) => stackSetAccess('ListStackInstances', input, call),
  handle(input, call) {
    const set = findStackSet(input, call);
    const account = text(input, 'StackInstanceAccount');
    const region = text(input, 'StackInstanceRegion');
    const filters = readFilters(input);
    const instances = Object.values(set.instances).filter(
      (instance) =>
        (account === undefined || instance.account === account) &&
        (region === undefined || instance.region === region) &&
        filters.every((passes) => passes(instance)),
    );
    const { items, nextToken } = pageOf(input, call.world, instances);
    return { Summaries: items.map((instance) => renderInstanceSummary(set, instance)), NextToken: nextToken };
  },
};

function readFilters(input: Shape): readonly ((instance: StackInstance) => boolean)[] {
  const filters = shapes(input, 'Filters') ?? [];
  if (filters.length > MOST_FILTERS)
    throw validationError(
      `1 validation error detected: Value at 'filters' failed to satisfy constraint: Member must have length less than or equal to ${MOST_FILTERS}`,
    );
  return filters.map((filter) => {
    const values = text(filter, 'Values');
    const name = text(filter, 'Name');
    switch (name) {
      case 'DETAILED_STATUS':
        return (instance) => instance.detailedStatus === values;
      case 'LAST_OPERATION_ID':
        return (instance) => instance.lastOperationId === values;
      case 'DRIFT_STATUS':
        return ({ drift }) => (drift?.status ?? 'NOT_CHECKED') === values;
      default:
        throw validationError(
          `1 validation error detected: Value '${name ?? ''}' at 'filters.1.member.name' failed to satisfy constraint: Member must satisfy enum value set: [DETAILED_STATUS, LAST_OPERATION_ID, DRIFT_STATUS]`,
        );
    }
  });
}
