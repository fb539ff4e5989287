import type { Desired } from '../model/desired.js';
import { OrgSecretsError } from '../model/errors.js';
import type { Observed } from '../model/observed.js';

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
      throw notOurs(
        `StackSet ${stackSet.name} in ${desired.stackSetsRegion}`,
        `${change} Where it is ours and lost its tag, orgsecrets drift tells how to put it back.`,
      );
    if (found.permissionModel !== stackSet.permissionModel)
      throw notOurs(`StackSet ${stackSet.name}, whose permissions are ${found.permissionModel},`, change);
  }
  if (desired.managementRoles && observed.managementRoles && !observed.managementRoles.owned)
    throw notOurs(`Stack ${desired.managementRoles.name} in ${desired.managementRoles.region}`, change);
  if (!observed.aggregators.seen) return;
  const aggregator = observed.aggregators.aggregators.find(({ name }) => name === desired.aggregator.name);
  // Only the hub makes the role, so an aggregator that uses it is ours.
  if (aggregator && aggregator.roleArn !== desired.aggregator.roleArn)
    throw notOurs(
      `Aggregator ${aggregator.name} in ${desired.aggregator.accountId}, ${desired.aggregator.region}`,
      'Choose another aggregator.name in the org.yaml.',
    );
}

function notOurs(what: string, instructions: string): OrgSecretsError {
  return new OrgSecretsError('NotOurs', `${what} exists, and orgsecrets did not make it.`, {
    fault: 'user',
    instructions,
  });
}
