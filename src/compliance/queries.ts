import type { AccountId, RegionName } from '../model/target.js';

/** What is read of a secret: members of the published schema that a report shows, and no other. */
const secretMembers = [
  'accountId',
  'awsRegion',
  'resourceId',
  'resourceName',
  'arn',
  'configurationItemStatus',
  'configurationItemCaptureTime',
  'configuration.ARN',
  'configuration.Name',
  'configuration.Deleted',
  'configuration.KMSKeyId',
  'configuration.RotationEnabled',
  'configuration.RotationLambdaARN',
  'configuration.RotationOccurringAsScheduled',
  'configuration.RotationRules.AutomaticallyAfterDays',
  'configuration.RotationRules.AutomaticallyAfterHours',
  'configuration.RotationRules.RotationScheduleExpression',
  'tags',
];

/** Accounts that a query may name: with more of them it would come near to the 4,096 characters that it may have. */
export const mostAccounts = 100;

/**
 * Every secret that was recorded in a Region. One Region a query: the pages of one query can only be read one by one.
 *
 * @param accounts empty: all of them.
 */
export function secretsQuery(region: RegionName, accounts: readonly AccountId[]): string {
  return `SELECT ${secretMembers.join(', ')} WHERE resourceType = 'AWS::SecretsManager::Secret'${within(region, accounts)}`;
}

/** What was recorded of all rules' results for each secret in a Region, where that type is recorded. */
export function recordedResultsQuery(region: RegionName, accounts: readonly AccountId[]): string {
  return `SELECT accountId, awsRegion, configurationItemCaptureTime, configuration.targetResourceId, configuration.configRuleList WHERE resourceType = 'AWS::Config::ResourceCompliance' AND configuration.targetResourceType = 'AWS::SecretsManager::Secret'${within(region, accounts)}`;
}

function within(region: RegionName, accounts: readonly AccountId[]): string {
  const ids = accounts.map((id) => `'${id}'`).join(', ');
  return ` AND awsRegion = '${region}'${ids === '' ? '' : ` AND accountId IN (${ids})`}`;
}
