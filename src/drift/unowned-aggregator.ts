import type { Desired } from '../model/desired.js';
import type { DriftFinding } from '../model/drift.js';
import type { Observed } from '../model/observed.js';
import { unownedAggregator } from '../plan/ownership.js';
import { finding } from './finding.js';

/**
 * The aggregator of our name that is not proved to be ours. What one has collected goes with it:
 * https://docs.aws.amazon.com/config/latest/APIReference/API_DeleteConfigurationAggregator.html
 */
export function unownedAggregatorDrift(desired: Desired, observed: Observed): readonly DriftFinding[] {
  const found = unownedAggregator(desired, observed);
  if (!found) return [];
  const { name, accountId, region, roleArn } = desired.aggregator;
  const has =
    found.roleArn === undefined
      ? `collects from single accounts, without the role ${roleArn}`
      : `uses the role ${found.roleArn}, not ${roleArn}`;
  const command = (verb: string, option: string) =>
    `aws configservice ${verb} --region ${region} ${option} ${name}`;
  const look = command('describe-configuration-aggregators', '--configuration-aggregator-names');
  const take = command('delete-configuration-aggregator', '--configuration-aggregator-name');
  return [
    finding({
      kind: 'aggregator-unowned',
      owner: 'foreign',
      accountId,
      region,
      thing: `aggregator ${name}`,
      reason: `it ${has}: somebody put it anew, or somebody else made it`,
      instructions: `Look at it with ${look} in account ${accountId}. Where it was ours, run ${take} there, and orgsecrets apply, which makes it again once the coverage is proved; what it has collected is lost. Where it is not, choose another aggregator.name in the org.yaml.`,
    }),
  ];
}
