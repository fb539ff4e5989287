import type { Exclusion } from '../model/exclusion.js';
import type { OrgConfig } from '../model/org-config.js';
import type { Account, AccountState, Organization } from '../model/organization.js';
import { compareText } from '../model/target.js';
import type { CoveredUnits } from './covered-units.js';

export interface CoveredAccounts {
  /** Sorted by id. */
  readonly accounts: readonly Account[];
  readonly exclusions: readonly Exclusion[];
  readonly warnings: readonly string[];
}

type Reason = Pick<Exclusion, 'reason' | 'source'>;

const states: Readonly<Record<Exclude<AccountState, 'ACTIVE'>, string>> = {
  PENDING_ACTIVATION: 'the account is still being set up',
  SUSPENDED: 'the account is suspended',
  PENDING_CLOSURE: 'the account is being closed',
  CLOSED: 'the account is closed',
};

/** Splits the organization's accounts into those to cover and those left out, each with its reason. */
export function coveredAccounts(
  config: OrgConfig,
  organization: Organization,
  units: CoveredUnits,
  configFile: string,
): CoveredAccounts {
  const inUnits = new Set([...units.values()].flat());
  const excluded = new Map(config.accounts.exclude.map((entry) => [entry.id, entry]));
  const whyNot = (account: Account): Reason | undefined => {
    if (account.state !== 'ACTIVE')
      return { reason: states[account.state], source: 'organizations:ListAccounts State' };
    const entry = excluded.get(account.id);
    if (entry) return { reason: entry.reason ?? 'excluded', source: `${configFile} accounts.exclude` };
    if (account.id === organization.managementAccountId) return whyNotManagement(config, configFile);
    if (inUnits.has(account.id)) return undefined;
    return {
      reason: 'outside the covered organizational units',
      source: `${configFile} accounts.organizationalUnits`,
    };
  };
  const accounts: Account[] = [];
  const exclusions: Exclusion[] = [];
  for (const account of organization.accounts.toSorted((a, b) => compareText(a.id, b.id))) {
    const reason = whyNot(account);
    if (reason) exclusions.push({ accountId: account.id, ...reason });
    else accounts.push(account);
  }
  return { accounts, exclusions, warnings: warningsOf(organization, excluded.keys(), configFile) };
}

/** A delegated administrator's StackSets never reach the management account, nor do its credentials. */
function whyNotManagement(config: OrgConfig, configFile: string): Reason | undefined {
  if (!config.accounts.includeManagementAccount)
    return {
      reason: 'the management account is not included',
      source: `${configFile} accounts.includeManagementAccount`,
    };
  const { caller, managementRoleArn } = config.organization;
  if (caller === 'management-account' || managementRoleArn !== undefined) return undefined;
  return {
    reason:
      'a delegated administrator reaches the management account only through a role in it, and none is given',
    source: `${configFile} organization.managementRoleArn`,
  };
}

function warningsOf(
  organization: Organization,
  excluded: Iterable<string>,
  configFile: string,
): readonly string[] {
  if (organization.only) return [];
  const known = new Set(organization.accounts.map((account) => account.id));
  return [...excluded]
    .filter((id) => !known.has(id))
    .map(
      (id) =>
        `${configFile} accounts.exclude names ${id}, which is no account of organization ${organization.id}.`,
    );
}
