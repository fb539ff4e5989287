import { OrgSecretsError } from '../model/errors.js';
import { configService, type Organization, stackSetsService } from '../model/organization.js';
import type { AccountId } from '../model/target.js';
import type { AccountPort, OrganizationsPort } from './ports.js';
import { readOptInRegions, type OptInOptions } from './opt-in-regions.js';
import { placeAccounts } from './place-accounts.js';
import { readUnits } from './read-units.js';

export interface ReadOptions extends OptInOptions {
  readonly partition: string;
}

/**
 * Reads the organization as it is. Calls: the pages of ListAccounts, one list per root and unit for the units, four
 * small ones, and, where opt-in Regions are asked for, one ListRegions per account.
 */
export async function readOrganization(
  ports: { readonly organizations: OrganizationsPort; readonly account: AccountPort },
  options: ReadOptions,
): Promise<Organization> {
  const { organizations } = ports;
  const described = await organizations.describeOrganization();
  const root = onlyRoot(await organizations.listRoots());
  const units = await readUnits(organizations, root.id);
  const accounts = await placeAccounts(organizations, root.id, units);
  return {
    id: described.id,
    partition: options.partition,
    managementAccountId: described.managementAccountId,
    rootId: root.id,
    allFeatures: described.allFeatures,
    accounts,
    units,
    ...(await readServices(organizations)),
    optInRegions: await readOptInRegions(ports.account, accounts, options),
  };
}

/** An organization has one root. https://docs.aws.amazon.com/organizations/latest/APIReference/API_Root.html */
function onlyRoot(roots: readonly { id: string }[]): { id: string } {
  const [root, ...others] = roots;
  if (root && others.length === 0) return root;
  throw new OrgSecretsError(
    'UnexpectedAnswer',
    `The organization has ${roots.length} roots instead of one.`,
    {
      fault: 'aws',
    },
  );
}

/** Who has been let into the organization. */
export async function readServices(
  organizations: OrganizationsPort,
): Promise<Pick<Organization, 'trustedServices' | 'delegatedAdministrators'>> {
  const trustedServices = await organizations.listTrustedServices();
  const delegatedAdministrators = new Map<string, readonly AccountId[]>();
  for (const service of [configService, stackSetsService])
    delegatedAdministrators.set(service, await organizations.listDelegatedAdministrators(service));
  return { trustedServices, delegatedAdministrators };
}
