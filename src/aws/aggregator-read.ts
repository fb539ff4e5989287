import {
  type AggregatedSourceStatusType,
  type ConfigServiceClient,
  type ConfigurationAggregator,
  paginateDescribeConfigurationAggregators,
  paginateDescribeConfigurationAggregatorSourcesStatus,
} from '@aws-sdk/client-config-service';
import type { ObservedAggregator, TroubledSource } from '../model/observed.js';
import type { AggregatorReadPort } from '../observed/ports.js';
import { required } from './errors.js';
import { unlessEmpty } from './unless-empty.js';

/** AWS Config's aggregators in one account and Region. */
export function aggregatorReader(
  client: ConfigServiceClient,
  guard: <T>(look: () => Promise<T>) => Promise<T>,
): AggregatorReadPort {
  return {
    describeAggregators: () =>
      guard(async () => {
        const found: ObservedAggregator[] = [];
        for await (const page of paginateDescribeConfigurationAggregators({ client, pageSize: 100 }, {}))
          found.push(...(page.ConfigurationAggregators ?? []).map(toAggregator));
        return found;
      }),
    sourcesStatus: (name) => guard(async () => sourcesOf(client, name)),
    troubledSources: (name) =>
      guard(async () =>
        (await sourcesOf(client, name, ['FAILED', 'OUTDATED'])).flatMap(
          ({ status, ...rest }): readonly TroubledSource[] =>
            status === 'SUCCEEDED' ? [] : [{ ...rest, status }],
        ),
      ),
  };
}

async function sourcesOf(
  client: ConfigServiceClient,
  ConfigurationAggregatorName: string,
  UpdateStatus?: AggregatedSourceStatusType[],
) {
  const found = [];
  const pages = paginateDescribeConfigurationAggregatorSourcesStatus(
    { client, pageSize: 100 },
    { ConfigurationAggregatorName, ...(UpdateStatus && { UpdateStatus }) },
  );
  for await (const page of pages)
    for (const source of page.AggregatedSourceStatusList ?? []) {
      const error = [source.LastErrorCode, source.LastErrorMessage].filter(Boolean).join(': ');
      found.push({
        source: required(source.SourceId, 'AggregatedSourceStatus.SourceId'),
        region: required(source.AwsRegion, 'AggregatedSourceStatus.AwsRegion'),
        status: required(source.LastUpdateStatus, 'AggregatedSourceStatus.LastUpdateStatus'),
        error: unlessEmpty(error),
      });
    }
  return found;
}

function toAggregator(aggregator: ConfigurationAggregator): ObservedAggregator {
  const source = aggregator.OrganizationAggregationSource;
  return {
    name: required(aggregator.ConfigurationAggregatorName, 'ConfigurationAggregatorName'),
    arn: required(aggregator.ConfigurationAggregatorArn, 'ConfigurationAggregatorArn'),
    roleArn: source?.RoleArn,
    regions: source === undefined ? undefined : source.AllAwsRegions ? 'all' : (source.AwsRegions ?? []),
  };
}
