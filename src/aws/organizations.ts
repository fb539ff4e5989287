import {
  type Account,
  DescribeAccountCommand,
  DescribeOrganizationalUnitCommand,
  DescribeOrganizationCommand,
  EnableAWSServiceAccessCommand,
  type OrganizationsClient,
  paginateListAccounts,
  paginateListAccountsForParent,
  paginateListAWSServiceAccessForOrganization,
  paginateListDelegatedAdministrators,
  paginateListOrganizationalUnitsForParent,
  paginateListParents,
  paginateListRoots,
  RegisterDelegatedAdministratorCommand,
} from '@aws-sdk/client-organizations';
import type { OrganizationWritePort } from '../apply/ports.js';
import type { Clock } from '../model/clock.js';
import type { AccountState } from '../model/organization.js';
import type { OrganizationsPort } from '../organization/ports.js';
import { OrgSecretsError } from '../model/errors.js';
import { awsWords, isAws, reasonOf, required } from './errors.js';
import { patiently } from './patiently.js';

/** AWS's most. The SDK's paginators end at a missing token alone, so an empty page with a token loses nothing. */
const pageSize = 20;

export function organizationsPort(client: OrganizationsClient): OrganizationsPort {
  const paging = { client, pageSize };
  return {
    async describeOrganization() {
      const { Organization } = await client.send(new DescribeOrganizationCommand({}));
      return {
        id: required(Organization?.Id, 'Organization.Id'),
        arn: required(Organization?.Arn, 'Organization.Arn'),
        managementAccountId: required(Organization?.MasterAccountId, 'Organization.MasterAccountId'),
        allFeatures: Organization?.FeatureSet === 'ALL',
      };
    },
    listRoots: () =>
      all(paginateListRoots(paging, {}), (page) =>
        page.Roots?.map((root) => ({ id: required(root.Id, 'Root.Id'), name: root.Name ?? 'Root' })),
      ),
    listOrganizationalUnits: (ParentId) =>
      all(paginateListOrganizationalUnitsForParent(paging, { ParentId }), (page) =>
        page.OrganizationalUnits?.map((unit) => ({
          id: required(unit.Id, 'OrganizationalUnit.Id'),
          name: required(unit.Name, 'OrganizationalUnit.Name'),
        })),
      ),
    listAccounts: () => all(paginateListAccounts(paging, {}), (page) => page.Accounts?.map(toAccount)),
    async describeAccount(AccountId) {
      try {
        const { Account } = await client.send(new DescribeAccountCommand({ AccountId }));
        return toAccount(required(Account, 'DescribeAccount Account'));
      } catch (error) {
        if (isAws(error, 'AccountNotFoundException')) return undefined;
        throw error;
      }
    },
    async parentOf(ChildId) {
      // A child has one parent. https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListParents.html
      const [parent] = await all(paginateListParents(paging, { ChildId }), (page) => page.Parents);
      return required(parent?.Id, 'Parent.Id');
    },
    async describeOrganizationalUnit(OrganizationalUnitId) {
      const { OrganizationalUnit: unit } = await client.send(
        new DescribeOrganizationalUnitCommand({ OrganizationalUnitId }),
      );
      return {
        id: required(unit?.Id, 'OrganizationalUnit.Id'),
        name: required(unit?.Name, 'OrganizationalUnit.Name'),
      };
    },
    listAccountsForParent: (ParentId) =>
      all(paginateListAccountsForParent(paging, { ParentId }), (page) =>
        page.Accounts?.map((account) => required(account.Id, 'Account.Id')),
      ),
    listTrustedServices: () =>
      all(paginateListAWSServiceAccessForOrganization(paging, {}), (page) =>
        page.EnabledServicePrincipals?.map((enabled) =>
          required(enabled.ServicePrincipal, 'ServicePrincipal'),
        ),
      ),
    listDelegatedAdministrators: (ServicePrincipal) =>
      all(paginateListDelegatedAdministrators(paging, { ServicePrincipal }), (page) =>
        page.DelegatedAdministrators?.map((administrator) =>
          required(administrator.Id, 'DelegatedAdministrator.Id'),
        ),
      ),
  };
}

/**
 * Milliseconds until AWS Organizations has seen the trusted access that a registration needs. assumed: that it may not see
 * at once what the same account has enabled a moment before.
 */
const patience = 120_000;

/** What only the management account may change. `client` is made, and its role assumed, at the first use. */
export function organizationWritePort(
  client: () => Promise<OrganizationsClient>,
  clock: Clock,
  signal: AbortSignal,
): OrganizationWritePort {
  const patienceWith = (error: unknown) =>
    isAws(error, 'ConstraintViolationException') && reasonOf(error) === notSeen ? patience : 0;
  return {
    async enableTrustedAccess(ServicePrincipal) {
      await (await client()).send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
    },
    async registerDelegatedAdministrator(ServicePrincipal, AccountId) {
      try {
        const input = { ServicePrincipal, AccountId };
        const call = async () => (await client()).send(new RegisterDelegatedAdministratorCommand(input));
        await patiently(call, patienceWith, { clock, signal });
      } catch (error) {
        if (isAws(error, 'AccountAlreadyRegisteredException')) return;
        if (isAws(error, 'ConstraintViolationException') && reasonOf(error) === noRoom)
          throw new OrgSecretsError('ActionFailed', `${ServicePrincipal}: ${noRoom}: ${awsWords(error)}`, {
            fault: 'user',
            targets: [{ accountId: AccountId }],
            instructions: makeRoom(ServicePrincipal),
            cause: error,
          });
        throw error;
      }
    },
  };
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_RegisterDelegatedAdministrator.html (ConstraintViolationException) */
const notSeen = 'SERVICE_ACCESS_NOT_ENABLED';
const noRoom = 'MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED';

function makeRoom(service: string): string {
  return `Name an account that is registered under delegatedAdministrator.accountId in the org.yaml (aws organizations list-delegated-administrators --service-principal ${service}), or, if one of them is not needed any more: aws organizations deregister-delegated-administrator --service-principal ${service} --account-id <account>. Then run again.`;
}

function toAccount(account: Account) {
  return {
    id: required(account.Id, 'Account.Id'),
    name: account.Name ?? '',
    // `Status` is retired in favour of `State`; in partitions that lag behind it is still the only one.
    // https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html
    state: required<AccountState>(account.State ?? account.Status, 'Account.State'),
    path: unitsIn(account.Paths?.[0]),
    joinedAt: account.JoinedTimestamp?.toISOString(),
  };
}

/**
 * Reads `o-…/r-…/ou-…/`, which may end with the account's id: the ids of the root and the units.
 * The pattern is that of `Path` in the API model of Organizations (2016-11-28).
 */
export function unitsIn(path: string | undefined): readonly string[] | undefined {
  const units = path?.split('/').filter((id) => id.startsWith('r-') || id.startsWith('ou-'));
  return units?.[0]?.startsWith('r-') ? units : undefined;
}

async function all<Page, T>(
  pages: AsyncIterable<Page>,
  items: (page: Page) => readonly T[] | undefined,
): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const page of pages) found.push(...(items(page) ?? []));
  return found;
}
