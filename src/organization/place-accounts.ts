import { mapBounded } from '../concurrency/map-bounded.js';
import { OrgSecretsError } from '../model/errors.js';
import type { Account, OrganizationalUnit } from '../model/organization.js';
import type { AccountId } from '../model/target.js';
import type { OrganizationsPort } from './ports.js';

const concurrentUnits = 4;

/**
 * Every account with its place. AWS says the place in the list of accounts itself (`Account.Paths`, since March 2026:
 * https://awsapichanges.info/archive/changes/080f45-organizations.html); where it does not, the accounts of the root and
 * of each unit are listed.
 */
export async function placeAccounts(
  port: OrganizationsPort,
  rootId: string,
  units: readonly OrganizationalUnit[],
): Promise<readonly Account[]> {
  const listed = await port.listAccounts();
  if (listed.every((account) => account.path !== undefined))
    return listed.map((account) => ({ ...account, path: account.path ?? [] }));

  const pathOf = pathsOfUnits(rootId, units);
  const parents = await mapBounded(
    [rootId, ...units.map((unit) => unit.id)],
    concurrentUnits,
    async (parent) => (await port.listAccountsForParent(parent)).map((account) => [account, parent] as const),
  );
  const parentOf = new Map<AccountId, string>(parents.flat());
  return listed.map((account) => {
    const path = account.path ?? pathOf.get(parentOf.get(account.id) ?? '');
    if (path) return { ...account, path };
    // It came, or moved, between two lists.
    throw new OrgSecretsError(
      'UnexpectedAnswer',
      `Account ${account.id} is in no organizational unit that was listed.`,
      {
        fault: 'aws',
        targets: [{ accountId: account.id }],
        instructions: 'Run again: the organization was being changed while it was read.',
      },
    );
  });
}

/** The ids from the root down to each unit. Units come after their parents. */
function pathsOfUnits(
  rootId: string,
  units: readonly OrganizationalUnit[],
): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, readonly string[]>([[rootId, [rootId]]]);
  for (const unit of units) paths.set(unit.id, [...(paths.get(unit.parentId) ?? []), unit.id]);
  return paths;
}
