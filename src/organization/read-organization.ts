import { mapBounded } from '../concurrency/map-bounded.js';
import { OrgSecretsError } from '../model/errors.js';
import {
  type Account,
  configService,
  type Organization,
  type RegionOptState,
  stackSetsService,
} from '../model/organization.js';
import type { AccountId, RegionName } from '../model/target.js';
import type { AccountPort, OrganizationsPort } from './ports.js';
import { placeAccounts } from './place-accounts.js';
import { readUnits } from './read-units.js';

export interface ReadOptions {
  readonly partition: string;
  /** Opt-in Regions that the org.yaml asks for. None: no account is asked for its Regions. */
  readonly optInRegions: readonly RegionName[];
  /** Accounts that nobody asks for their Regions: excluded ones. Every other ACTIVE one is asked. */
  readonly leftOut?: readonly AccountId[];
}

/** Account Management is throttled early. Its rate is not published, so this number is assumed. */
const concurrentAccounts = 8;

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
  const trustedServices = await organizations.listTrustedServices();
  const delegatedAdministrators = new Map<string, readonly AccountId[]>();
  for (const service of [configService, stackSetsService])
    delegatedAdministrators.set(service, await organizations.listDelegatedAdministrators(service));
  return {
    id: described.id,
    partition: options.partition,
    managementAccountId: described.managementAccountId,
    rootId: root.id,
    allFeatures: described.allFeatures,
    accounts,
    units,
    trustedServices,
    delegatedAdministrators,
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

async function readOptInRegions(
  port: AccountPort,
  accounts: readonly Account[],
  { optInRegions, leftOut = [] }: ReadOptions,
): Promise<Organization['optInRegions']> {
  if (optInRegions.length === 0) return new Map();
  const asked = accounts
    .filter(({ id, state }) => state === 'ACTIVE' && !leftOut.includes(id))
    .map(({ id }) => id);
  type States = ReadonlyMap<RegionName, RegionOptState> | { readonly unknown: string };
  const answers = await mapBounded(
    asked,
    concurrentAccounts,
    async (accountId): Promise<[AccountId, States]> => {
      try {
        const states = await port.listRegions(accountId);
        return [accountId, new Map([...states].filter(([region]) => optInRegions.includes(region)))];
      } catch (error) {
        if (!isAboutTheAccount(error)) throw error;
        return [accountId, { unknown: error.message }];
      }
    },
  );
  return new Map(answers);
}

/** An account that may not be read is a gap to show; bad credentials or an interruption end the run. */
function isAboutTheAccount(error: unknown): error is OrgSecretsError {
  return (
    error instanceof OrgSecretsError &&
    ['NotPermitted', 'AwsUnavailable', 'UnexpectedAnswer'].includes(error.code)
  );
}
