import type { AccountId, RegionName } from './target.js';

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_account_state.html */
export type AccountState = 'PENDING_ACTIVATION' | 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE' | 'CLOSED';

export interface Account {
  readonly id: AccountId;
  readonly name: string;
  readonly state: AccountState;
  /** Ids from the root down to the account's parent, e.g. `['r-abcd', 'ou-abcd-1', 'ou-abcd-2']`. */
  readonly path: readonly string[];
  /** When it became a part of the organization, in ISO 8601; missing: AWS does not say. */
  readonly joinedAt?: string | undefined;
}

export interface OrganizationalUnit {
  readonly id: string;
  readonly name: string;
  /** The parent's id: another unit, or the root. */
  readonly parentId: string;
  /** Names from the root down, e.g. `/Workloads/Prod`. */
  readonly path: string;
}

/** As the Account Management API answers it for one account and Region. */
export type RegionOptState = 'ENABLED_BY_DEFAULT' | 'ENABLED' | 'ENABLING' | 'DISABLING' | 'DISABLED';

/** The organization as it is. */
export interface Organization {
  readonly id: string;
  readonly partition: string;
  readonly managementAccountId: AccountId;
  readonly rootId: string;
  readonly allFeatures: boolean;
  /**
   * Only these accounts were asked for: all that is known of others are those that what should be depends on, and the
   * units above all of them. Missing: the whole organization is known.
   */
  readonly only?: ReadonlySet<AccountId>;
  readonly accounts: readonly Account[];
  readonly units: readonly OrganizationalUnit[];
  /** Service principals with trusted access. */
  readonly trustedServices: readonly string[];
  /** Registered delegated administrators by service principal: StackSets' and Config's. */
  readonly delegatedAdministrators: ReadonlyMap<string, readonly AccountId[]>;
  /**
   * Opt-in Regions by account, for the opt-in Regions that were asked for. Missing where none was asked for.
   * An account that could not be read holds the reason instead.
   */
  readonly optInRegions: ReadonlyMap<
    AccountId,
    ReadonlyMap<RegionName, RegionOptState> | { readonly unknown: string }
  >;
}

export const configService = 'config.amazonaws.com';
/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-delegated-admin.html */
export const stackSetsService = 'member.org.stacksets.cloudformation.amazonaws.com';
export const accountService = 'account.amazonaws.com';
