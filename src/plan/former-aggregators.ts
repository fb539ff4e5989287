import type { Desired } from '../model/desired.js';
import { OrgSecretsError } from '../model/errors.js';
import type { NotSeen, Observed } from '../model/observed.js';
import type { DeleteAggregator } from '../model/plan.js';
import { compareText, targetKey, type Target } from '../model/target.js';

export interface FormerAggregators {
  /** Where the hub stood: they go before it. */
  readonly elsewhere: readonly DeleteAggregator[];
  /** Under another name where the hub stands: they go once there is the new one. */
  readonly renamed: readonly DeleteAggregator[];
  readonly warnings: readonly string[];
}

/**
 * Aggregators of ours that the org.yaml does not ask for any more: AWS neither renames nor moves one, and one of a former
 * administrator must be deleted. Those that do not use our hub's role are somebody else's.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigurationAggregator.html (OrganizationAccessDeniedException)
 *
 * @throws OrgSecretsError NotPermitted where nobody can tell whether an aggregator uses a hub that is to go.
 */
export function formerAggregators(
  desired: Pick<Desired, 'prefix' | 'aggregator'>,
  observed: Pick<Observed, 'aggregators' | 'formerHubs' | 'stackSets'>,
): FormerAggregators {
  const { aggregator, prefix } = desired;
  const renamed = ours(observed.aggregators, aggregator, prefix).filter(
    (action) => action.aggregator.name !== aggregator.name,
  );
  const elsewhere = observed.formerHubs.flatMap(({ look, ...place }) => ours(look, place, prefix));
  for (const { look, ...place } of observed.formerHubs)
    if (!look.seen && isStanding(place, observed, prefix)) throw unseen(place, look, prefix);
  return {
    elsewhere,
    renamed,
    warnings: [...elsewhere, ...renamed].map(
      ({ aggregator: { name, accountId, region } }) =>
        `Aggregator ${name} in ${accountId}, ${region} is deleted: what it has collected is lost, and AWS Config collects it anew for the next one.`,
    ),
  };
}

function ours(look: Observed['aggregators'], { accountId, region }: Target, prefix: string) {
  if (!look.seen) return [];
  return look.aggregators
    .filter(({ roleArn }) => roleArn?.endsWith(`:${accountId}:role/${prefix}-aggregator`))
    .toSorted((a, b) => compareText(a.name, b.name))
    .map(({ name }): DeleteAggregator => ({
      type: 'delete-aggregator',
      id: `delete-aggregator/${accountId}/${region}/${name}`,
      dependsOn: [],
      destructive: true,
      aggregator: { name, accountId, region },
    }));
}

function unseen({ accountId, region }: Target, look: NotSeen, prefix: string): OrgSecretsError {
  return new OrgSecretsError(
    'NotPermitted',
    `It could not be seen whether an aggregator uses the hub in ${accountId}, ${region}: ${look.reason}`,
    {
      fault: 'user',
      targets: [{ accountId, region }],
      instructions: `Check that ${prefix}-aggregator-admin there trusts the caller (organization.callers), and run again.`,
    },
  );
}

/** A hub that failed to go lost its aggregator first. */
function isStanding(place: Target, { stackSets }: Pick<Observed, 'stackSets'>, prefix: string): boolean {
  return (stackSets.get(`${prefix}-hub`)?.instances ?? []).some(
    (one) => targetKey(one) === targetKey(place) && one.status === 'CURRENT',
  );
}
