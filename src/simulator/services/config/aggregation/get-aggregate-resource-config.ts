import type { Operation } from '../../../kernel/contract.js';
import { requiredText, shape } from '../../../kernel/input.js';
import { notDiscovered } from '../errors.js';
import { historyItem } from '../items/wire.js';
import { aggregatorAccess, namedAggregator } from '../named-aggregator.js';
import { coverageOf } from './coverage.js';
import { identifiedItem } from './resource-identifier.js';

/** https://docs.aws.amazon.com/config/latest/APIReference/API_GetAggregateResourceConfig.html */
export const getAggregateResourceConfig: Operation = {
  service: 'config',
  name: 'GetAggregateResourceConfig',
  mutating: false,
  access: aggregatorAccess('config:GetAggregateResourceConfig'),
  handle(input, call) {
    const identifier = shape(input, 'ResourceIdentifier') ?? {};
    const coverage = coverageOf(call.world, namedAggregator(input, call));
    const item = identifiedItem(call, coverage, identifier);
    if (item === undefined)
      throw notDiscovered(requiredText(identifier, 'ResourceType'), requiredText(identifier, 'ResourceId'));
    return { ConfigurationItem: historyItem(item) };
  },
};
