import type { Operation } from '../../../kernel/contract.js';
import { aggregatorAccess, namedAggregator } from '../named-aggregator.js';
import { coverageOf } from './coverage.js';
import { aggregatedItems } from './resources.js';
import { select } from './select.js';

/** https://docs.aws.amazon.com/config/latest/APIReference/API_SelectAggregateResourceConfig.html */
export const selectAggregateResourceConfig: Operation = {
  service: 'config',
  name: 'SelectAggregateResourceConfig',
  mutating: false,
  access: aggregatorAccess('config:SelectAggregateResourceConfig'),
  handle(input, call) {
    const aggregator = namedAggregator(input, call);
    return select(call.world, input, {
      id: aggregator.arn,
      items: (wanted) => aggregatedItems(call.world, coverageOf(call.world, aggregator), wanted),
    });
  },
};
