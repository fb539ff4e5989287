import type { Operation, Shape } from '../../../kernel/contract.js';
import { shapes } from '../../../kernel/input.js';
import { baseItem } from '../items/wire.js';
import { aggregatorAccess, namedAggregator } from '../named-aggregator.js';
import { coverageOf } from './coverage.js';
import { identifiedItem } from './resource-identifier.js';

/**
 * Up to 100 resources, without tags and relationships; those that the aggregator has nothing of come back as unprocessed
 * (as in moto: AWS says "not processed with current scope").
 * https://docs.aws.amazon.com/config/latest/APIReference/API_BatchGetAggregateResourceConfig.html
 */
export const batchGetAggregateResourceConfig: Operation = {
  service: 'config',
  name: 'BatchGetAggregateResourceConfig',
  mutating: false,
  access: aggregatorAccess('config:BatchGetAggregateResourceConfig'),
  handle(input, call) {
    const coverage = coverageOf(call.world, namedAggregator(input, call));
    const found: Shape[] = [];
    const unknown: Shape[] = [];
    for (const identifier of shapes(input, 'ResourceIdentifiers') ?? []) {
      const item = identifiedItem(call, coverage, identifier);
      if (item === undefined) unknown.push(identifier);
      else found.push(baseItem(item));
    }
    return { BaseConfigurationItems: found, UnprocessedResourceIdentifiers: unknown };
  },
};
