import type { Shape } from '../../kernel/contract.js';
import type { Aggregator } from './state.js';
import { compact, time } from './wire.js';

/** An aggregator as the API shows it. */
export function aggregatorView(aggregator: Aggregator): Shape {
  return compact({
    ConfigurationAggregatorName: aggregator.name,
    ConfigurationAggregatorArn: aggregator.arn,
    AccountAggregationSources: aggregator.accountSources,
    OrganizationAggregationSource: aggregator.organizationSource,
    AggregatorFilters: aggregator.filters,
    CreationTime: time(aggregator.createdAt),
    LastUpdatedTime: time(aggregator.updatedAt),
  });
}
