import type { Desired } from '../model/desired.js';
import type { ObservedAggregator, StrayAggregator } from '../model/observed.js';
import type { Target } from '../model/target.js';
import { isAggregatorRole } from './names.js';

/**
 * Of the aggregators of one account those over the organization that collect nothing, since the account administers AWS
 * Config no more. AWS neither deletes nor updates them: "Delete this aggregator and create a new one".
 * https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigurationAggregator.html (OrganizationAccessDeniedException)
 */
export function straysIn(
  { accountId, region }: Target,
  aggregators: readonly ObservedAggregator[],
  { prefix, places }: Pick<Desired, 'prefix' | 'places'>,
): readonly StrayAggregator[] {
  if (places.configAdministrators.has(accountId)) return [];
  return aggregators
    .filter(({ regions }) => regions !== undefined)
    .map(({ name, roleArn }) => ({
      accountId,
      region,
      name,
      ours: isAggregatorRole(roleArn, accountId, prefix),
    }));
}

/** What takes it away: it can be deleted from its own account alone. */
export function deletionOf({ name, accountId, region }: Omit<StrayAggregator, 'ours'>): string {
  return `In account ${accountId}: aws configservice delete-configuration-aggregator --configuration-aggregator-name ${name} --region ${region}`;
}
