import { ServiceError } from '../../kernel/contract.js';
import type { Operation, Shape } from '../../kernel/contract.js';
import { integer, text, texts } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import { aggregationStatus, sourcesOf, troubleOf } from './aggregated-sources.js';
import type { Source } from './aggregated-sources.js';
import { aggregatorAccess, namedAggregator } from './named-aggregator.js';
import { placeOf } from './state.js';
import { compact } from './wire.js';

/** https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigurationAggregatorSourcesStatus.html */
export const describeConfigurationAggregatorSourcesStatus: Operation = {
  service: 'config',
  name: 'DescribeConfigurationAggregatorSourcesStatus',
  mutating: false,
  access: aggregatorAccess('config:DescribeConfigurationAggregatorSourcesStatus'),
  async handle(input, call) {
    const aggregator = namedAggregator(input, call);
    const limit = integer(input, 'Limit') ?? 0;
    if (limit < 0 || limit > 100) {
      throw new ServiceError(
        'InvalidLimitException',
        `Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 100`,
      );
    }
    const common = await aggregationStatus(call.world, aggregator, placeOf(call));
    const statusOf = (source: Source): Shape => troubleOf(aggregator, source) ?? common;
    const wanted = texts(input, 'UpdateStatus') ?? [];
    const isWanted = (status: Shape): boolean =>
      wanted.length === 0 || wanted.includes(String(status['LastUpdateStatus']));
    // There can be hundreds of thousands of sources, and hardly ever one with a trouble of its own.
    const all =
      aggregator.troubles || isWanted(common) ? sourcesOf(call.world, aggregator, placeOf(call)) : [];
    const rows = aggregator.troubles ? all.filter((source) => isWanted(statusOf(source))) : all;
    const { items, nextToken } = page(call.world, rows, {
      token: text(input, 'NextToken'),
      limit: limit || undefined,
      defaultSize: 100,
      tokenError: 'InvalidNextTokenException',
    });
    return compact({
      AggregatedSourceStatusList: items.map((source) => ({
        SourceId: source.id,
        SourceType: source.type,
        AwsRegion: source.region,
        ...statusOf(source),
      })),
      NextToken: nextToken,
    });
  },
};
