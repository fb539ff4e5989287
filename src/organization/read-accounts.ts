import { mapBounded } from '../concurrency/map-bounded.js';
import { OrgSecretsError } from '../model/errors.js';
import type { Account, Organization, OrganizationalUnit } from '../model/organization.js';
import type { AccountId } from '../model/target.js';
import { readOptInRegions } from './opt-in-regions.js';
import type { AccountPort, ListedAccount, OrganizationsPort } from './ports.js';
import { readServices, type ReadOptions } from './read-organization.js';

/** Organizations allows few calls a second. Its rate is not published, so this number is assumed. */
const concurrentCalls = 4;

export interface ReadAccountsOptions extends ReadOptions {
  readonly administratorAccountId: AccountId;
}

/**
 * Reads of the organization what some accounts need: themselves, the management account, the administrator account, and
 * the units above all of these. Its calls do not grow with the organization: one for each account and for each unit
 * above one, and five more.
 *
 * @throws OrgSecretsError InvalidUsage for an account that the organization does not have.
 */
export async function readAccounts(
  ports: { readonly organizations: OrganizationsPort; readonly account: AccountPort },
  asked: readonly AccountId[],
  options: ReadAccountsOptions,
): Promise<Organization> {
  const { organizations } = ports;
  const { id, managementAccountId, allFeatures } = await organizations.describeOrganization();
  const needed = [...new Set([...asked, managementAccountId, options.administratorAccountId])];
  const described = await mapBounded(needed, concurrentCalls, (one) => organizations.describeAccount(one));
  const found = described.filter((account) => account !== undefined);
  const missing = asked.filter((one) => !found.some((account) => account.id === one));
  if (missing.length > 0) throw unknown(missing, id);
  const accounts = await mapBounded(found, concurrentCalls, (account) => placed(account, organizations));
  return {
    id,
    partition: options.partition,
    managementAccountId,
    rootId: accounts[0]?.path[0] ?? '',
    allFeatures,
    only: new Set(asked),
    accounts,
    units: await unitsAbove(accounts, organizations),
    ...(await readServices(organizations)),
    optInRegions: await readOptInRegions(ports.account, accounts, options),
  };
}

function unknown(ids: readonly AccountId[], organizationId: string): OrgSecretsError {
  return new OrgSecretsError(
    'InvalidUsage',
    `${ids.join(', ')}: no such account in organization ${organizationId}.`,
    {
      fault: 'user',
      targets: ids.map((accountId) => ({ accountId })),
      instructions: 'Run aws organizations list-accounts to see which there are.',
    },
  );
}

/** AWS says the place in the account itself (`Account.Paths`); where it does not, parent by parent is asked for. */
async function placed(account: ListedAccount, port: OrganizationsPort): Promise<Account> {
  if (account.path !== undefined) return { ...account, path: account.path };
  const path: string[] = [];
  // Only a root has no parent.
  for (let above = await port.parentOf(account.id); ; above = await port.parentOf(above)) {
    path.unshift(above);
    if (above.startsWith('r-')) return { ...account, path };
  }
}

/** Parents before their children. */
async function unitsAbove(
  accounts: readonly Account[],
  port: OrganizationsPort,
): Promise<readonly OrganizationalUnit[]> {
  const parentOf = new Map<string, string>();
  for (const { path } of accounts)
    for (const [index, parentId] of path.entries()) {
      const child = path[index + 1];
      if (child !== undefined) parentOf.set(child, parentId);
    }
  const names = new Map(
    await mapBounded([...parentOf.keys()], concurrentCalls, async (id): Promise<[string, string]> => [
      id,
      (await port.describeOrganizationalUnit(id)).name,
    ]),
  );
  const pathOf = (id: string): string => {
    const name = names.get(id);
    return name === undefined ? '' : `${pathOf(parentOf.get(id) ?? '')}/${name}`;
  };
  return [...parentOf]
    .map(([id, parentId]) => ({ id, name: names.get(id) ?? '', parentId, path: pathOf(id) }))
    .sort((one, other) => one.path.split('/').length - other.path.split('/').length);
}
