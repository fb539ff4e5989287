import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { integer, text, texts } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import { aggregationStatus, sourcesOf } from './aggregated-sources.js';
import { aggregatorAccess, namedAggregator } from './named-aggregator.js';
import { placeOf } from './state.js';
import { compact } from './wire.js';

/** https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigurationAggregatorSourcesStatus.html */
export const describeConfigurationAggregatorSourcesStatus: Operation = {
  service: 'config',
  name: 'DescribeConfigurationAggregatorSourcesStatus',
  mutating: false,
  access: aggregatorAccess('config:DescribeConfigurationAggregatorSourcesStatus'),
  handle(input, call) {
    const aggregator = namedAggregator(input, call);
    const limit = integer(input, 'Limit') ?? 0;
    if (limit < 0 || limit > 100) {
      throw new ServiceError(
        'InvalidLimitException',
        `Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 100`,
      );
    }
    const status = aggregationStatus(call.world, aggregator, placeOf(call));
    const wanted = texts(input, 'UpdateStatus') ?? [];
    const shown = wanted.length === 0 || wanted.includes(String(status['LastUpdateStatus']));
    const rows = shown ? sourcesOf(call.world, aggregator, placeOf(call)) : [];
    const { items, nextToken } = page(call.world, rows, {
      token: text(input, 'NextToken'),
      limit: limit || undefined,
      defaultSize: 100,
      tokenError: 'InvalidNextTokenException',
    });
    return compact({
      AggregatedSourceStatusList: items.map(({ type, id, region }) => ({
        SourceId: id,
        SourceType: type,
        AwsRegion: region,
        ...status,
      })),
      NextToken: nextToken,
    });
  },
};
