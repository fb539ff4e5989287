import type { Desired, DesiredStack } from '../model/desired.js';
import { OrgSecretsError } from '../model/errors.js';
import type { Observed, ObservedAggregator, ObservedStack } from '../model/observed.js';

/**
 * Nothing that orgsecrets did not make is ever changed.
 *
 * @throws OrgSecretsError NotOurs where something else has one of our names.
 */
export function refuseWhatIsNotOurs(desired: Desired, observed: Observed): void {
  const change = 'Choose another stackSets.prefix in the org.yaml, or delete what has the name.';
  for (const stackSet of desired.stackSets) {
    const found = observed.stackSets.get(stackSet.name);
    if (!found) continue;
    if (!found.owned)
      throw notOurs(`StackSet ${stackSet.name} in ${desired.stackSetsRegion}`, `${change} ${lostTag}`);
    if (found.permissionModel !== stackSet.permissionModel)
      throw notOurs(`StackSet ${stackSet.name}, whose permissions are ${found.permissionModel},`, change);
  }
  const roles = unownedRoles(desired, observed);
  if (roles) throw notOurs(`Stack ${roles.desired.name} in ${roles.desired.region}`, `${change} ${lostTag}`);
  const aggregator = unownedAggregator(desired, observed);
  if (aggregator)
    throw notOurs(
      `Aggregator ${aggregator.name} in ${desired.aggregator.accountId}, ${desired.aggregator.region}`,
      'Choose another aggregator.name in the org.yaml. Where it was ours and somebody put it anew, orgsecrets drift tells what to do.',
    );
}

const lostTag = 'Where it is ours and lost its tag, orgsecrets drift tells how to put it back.';

/** The stack of the management account's roles, where it is there and does not carry our tag. */
export function unownedRoles(
  { managementRoles: desired }: Pick<Desired, 'managementRoles'>,
  { managementRoles: found }: Pick<Observed, 'managementRoles'>,
): { readonly desired: DesiredStack; readonly found: ObservedStack } | undefined {
  return desired && found && !found.owned ? { desired, found } : undefined;
}

/** The aggregator of our name, where it does not use the hub's role. Only the hub makes that, so one that uses it is ours. */
export function unownedAggregator(
  { aggregator: { name, roleArn } }: Pick<Desired, 'aggregator'>,
  { aggregators }: Pick<Observed, 'aggregators'>,
): ObservedAggregator | undefined {
  if (!aggregators.seen) return undefined;
  const found = aggregators.aggregators.find((one) => one.name === name);
  return found?.roleArn === roleArn ? undefined : found;
}

function notOurs(what: string, instructions: string): OrgSecretsError {
  return new OrgSecretsError('NotOurs', `${what} exists, and orgsecrets did not make it.`, {
    fault: 'user',
    instructions,
  });
}
