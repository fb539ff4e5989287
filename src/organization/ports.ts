import type { AccountState, RegionOptState } from '../model/organization.js';
import type { AccountId, RegionName } from '../model/target.js';

export interface ListedAccount {
  readonly id: AccountId;
  readonly name: string;
  readonly state: AccountState;
  readonly path: readonly string[] | undefined;
  readonly joinedAt?: string | undefined;
}

/** AWS Organizations, as far as it is read. Every list is whole: pages, empty ones too, end in the adapter. */
export interface OrganizationsPort {
  describeOrganization(): Promise<{
    id: string;
    arn: string;
    managementAccountId: AccountId;
    allFeatures: boolean;
  }>;
  listRoots(): Promise<readonly { id: string; name: string }[]>;
  listOrganizationalUnits(parentId: string): Promise<readonly { id: string; name: string }[]>;
  /** `path` holds ids from the root to the parent, where AWS says so (`Account.Paths`). */
  listAccounts(): Promise<readonly ListedAccount[]>;
  /** `undefined`: AWS says AccountNotFoundException. */
  describeAccount(id: AccountId): Promise<ListedAccount | undefined>;
  /** The unit, or the root, that an account or a unit is in. */
  parentOf(id: string): Promise<string>;
  describeOrganizationalUnit(id: string): Promise<{ id: string; name: string }>;
  listAccountsForParent(parentId: string): Promise<readonly AccountId[]>;
  /** Service principals with trusted access. */
  listTrustedServices(): Promise<readonly string[]>;
  listDelegatedAdministrators(service: string): Promise<readonly AccountId[]>;
}

/** AWS Account Management: which Regions an account has. */
export interface AccountPort {
  /** Every Region of the account, with its state there. */
  listRegions(accountId: AccountId): Promise<ReadonlyMap<RegionName, RegionOptState>>;
}
