import type { Region } from '../model/catalog.js';
import type { Exclusion } from '../model/exclusion.js';
import type { Account, Organization } from '../model/organization.js';
import { compareTargets, type AccountId, type RegionName, type Target } from '../model/target.js';

export interface Coverage {
  /** Sorted. */
  readonly targets: readonly Target[];
  readonly exclusions: readonly Exclusion[];
}

const source = 'account:ListRegions';

/**
 * Accounts × Regions, less the opt-in Regions that an account does not have. A Region that is being enabled stays in:
 * it is a gap that closes by itself, while an unknown state would have to be guessed.
 */
export function coverageOf(
  accounts: readonly Account[],
  regions: readonly Region[],
  organization: Organization,
): Coverage {
  const targets: Target[] = [];
  const exclusions: Exclusion[] = [];
  for (const region of regions) {
    const left = region.optIn ? notEnabled(accounts, region.name, organization) : [];
    const leftIds = new Set(left.map((exclusion) => exclusion.accountId));
    for (const account of accounts) {
      if (!leftIds.has(account.id) && !leftIds.has(undefined))
        targets.push({ accountId: account.id, region: region.name });
    }
    exclusions.push(...left);
  }
  return { targets: targets.toSorted(compareTargets), exclusions };
}

function notEnabled(
  accounts: readonly Account[],
  region: RegionName,
  organization: Organization,
): Exclusion[] {
  // An instance in an opt-in Region needs the Region in the target and in the management account.
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-opt-in-regions.html
  const management = whyNotEnabled(organization.managementAccountId, region, organization);
  if (management)
    return [
      {
        region,
        reason: `in the management account, without which StackSets reach no other, ${management}`,
        source,
      },
    ];
  return accounts.flatMap((account) => {
    const reason = whyNotEnabled(account.id, region, organization);
    return reason ? [{ accountId: account.id, region, reason, source }] : [];
  });
}

function whyNotEnabled(
  account: AccountId,
  region: RegionName,
  organization: Organization,
): string | undefined {
  const states = organization.optInRegions.get(account);
  if (states === undefined) return 'it is unknown whether the Region is enabled: the account was not asked';
  if ('unknown' in states) return `it is unknown whether the Region is enabled: ${states.unknown}`;
  const state = states.get(region);
  switch (state) {
    case 'ENABLED':
    case 'ENABLED_BY_DEFAULT':
    case 'ENABLING':
      return undefined;
    case 'DISABLED':
      return 'the Region is not enabled';
    case 'DISABLING':
      return 'the Region is being disabled';
    case undefined:
      return 'it is unknown whether the Region is enabled: AWS did not name it';
  }
}
