import { isAggregatorRole } from '../desired/names.js';
import { deletionOf, straysIn } from '../desired/strays.js';
import type { Desired } from '../model/desired.js';
import { OrgSecretsError } from '../model/errors.js';
import { configService } from '../model/organization.js';
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

type FormerFacts = Pick<Desired, 'prefix' | 'aggregator' | 'places' | 'delegatedAdministrators'>;

/**
 * Aggregators of ours that the org.yaml does not ask for any more: AWS neither renames nor moves one, and one of a former
 * administrator must be deleted. Those that do not use our hub's role are somebody else's.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigurationAggregator.html (OrganizationAccessDeniedException)
 *
 * @throws OrgSecretsError NotPermitted where nobody can tell whether an aggregator uses a hub that is to go.
 */
export function formerAggregators(
  desired: FormerFacts,
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
    warnings: [
      ...[...elsewhere, ...renamed].map(
        ({ aggregator: { name, accountId, region } }) =>
          `Aggregator ${name} in ${accountId}, ${region} is deleted: what it has collected is lost, and AWS Config collects it anew for the next one.`,
      ),
      ...leftBeside(desired, observed),
      ...leftBehind(desired, observed),
      ...withoutRegistration(desired, observed),
    ],
  };
}

/** Somebody else's, in the account of a hub of ours: it stays, and its owner is told. */
function leftBeside(desired: FormerFacts, { formerHubs }: Pick<Observed, 'formerHubs'>): readonly string[] {
  return formerHubs
    .flatMap(({ look, ...place }) => (look.seen ? straysIn(place, look.aggregators, desired) : []))
    .filter(({ ours: isOurs }) => !isOurs)
    .map(
      (stray) =>
        `Aggregator ${stray.name} in ${stray.accountId}, ${stray.region} collects nothing: its account administers AWS Config no more. Somebody else made it, and it stays. ${deletionOf(stray)}`,
    );
}

/** What is in an account that nobody can enter: the StackSet lets go of the hub there, and the next one takes its place. */
function leftBehind(
  { aggregator: { name }, places, prefix }: FormerFacts,
  { stackSets }: Pick<Observed, 'stackSets'>,
): readonly string[] {
  const hub = stackSets.get(`${prefix}-hub`);
  return (hub?.owned ? hub.instances : [])
    .filter(({ accountId }) => !places.active.has(accountId))
    .map(
      ({ accountId, region }) =>
        `The hub in ${accountId}, ${region} is left behind with its aggregator: the account is not active in the organization, so nobody can enter it. Should it come back, the aggregator has to be deleted. ${deletionOf({ name, accountId, region })}`,
    );
}

/** Our own, whose account lost its registration and gets it again. That AWS takes no change of it is in its API's text. */
function withoutRegistration(
  { aggregator, delegatedAdministrators }: FormerFacts,
  { aggregators }: Pick<Observed, 'aggregators'>,
): readonly string[] {
  const { name, accountId } = aggregator;
  const isToRegister = delegatedAdministrators.some(
    (one) => one.service === configService && one.accountId === accountId,
  );
  if (!isToRegister || !aggregators.seen || !aggregators.aggregators.some((one) => one.name === name))
    return [];
  return [
    `Aggregator ${name} was made before ${accountId} lost its registration for AWS Config. It is left as it is; should its sources go on failing, it has to be deleted, and apply makes it again. ${deletionOf(aggregator)}`,
  ];
}

function ours(look: Observed['aggregators'], { accountId, region }: Target, prefix: string) {
  if (!look.seen) return [];
  return look.aggregators
    .filter(({ roleArn }) => isAggregatorRole(roleArn, accountId, prefix))
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
