import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { administratorOf } from './administrator.js';
import type { Disturbed, Place } from './administrator.js';

/** The only aggregator of a place, by what AWS Config answers. */
export async function aggregatorIn(simulator: Disturbed, place: Place): Promise<Shape | undefined> {
  const answer = await administratorOf(simulator, place).call('config', 'DescribeConfigurationAggregators');
  return (answer['ConfigurationAggregators'] as Shape[])[0];
}

export async function deleteAggregator(simulator: Disturbed, place: Place): Promise<void> {
  const aggregator = await aggregatorIn(simulator, place);
  await administratorOf(simulator, place).call('config', 'DeleteConfigurationAggregator', {
    ConfigurationAggregatorName: aggregator?.['ConfigurationAggregatorName'],
  });
}

/** Lets the aggregator look into some Regions alone. */
export async function narrowAggregator(
  simulator: Disturbed,
  place: Place,
  AwsRegions: readonly string[] = [place.region],
): Promise<void> {
  const aggregator = await aggregatorIn(simulator, place);
  const source = aggregator?.['OrganizationAggregationSource'] as Shape;
  await administratorOf(simulator, place).call('config', 'PutConfigurationAggregator', {
    ConfigurationAggregatorName: aggregator?.['ConfigurationAggregatorName'],
    OrganizationAggregationSource: { RoleArn: source['RoleArn'], AwsRegions },
  });
}

/** Puts the aggregator under its name as somebody else would: with another role over the organization, or over one account. */
export async function putAnother(
  simulator: Disturbed,
  place: Place,
  over: 'organization' | 'account',
): Promise<void> {
  const aggregator = await aggregatorIn(simulator, place);
  const { accountId, region } = place;
  const RoleArn = `arn:${simulator.world.partition}:iam::${accountId}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`;
  const AwsRegions = [region];
  await administratorOf(simulator, place).call('config', 'PutConfigurationAggregator', {
    ConfigurationAggregatorName: aggregator?.['ConfigurationAggregatorName'],
    ...(over === 'organization'
      ? { OrganizationAggregationSource: { RoleArn, AwsRegions } }
      : { AccountAggregationSources: [{ AccountIds: [accountId], AwsRegions }] }),
  });
}
