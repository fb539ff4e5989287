import type { Region } from '../model/catalog.js';
import { regionsSwitchedOff, type Exclusion } from '../model/exclusion.js';
import type { Account, Organization } from '../model/organization.js';
import { compareTargets, type AccountId, type RegionName, type Target } from '../model/target.js';

export interface Coverage {
  /** Sorted; the undecided among them. */
  readonly targets: readonly Target[];
  /** Nobody can tell yet whether the account has the Region. */
  readonly undecided: readonly (Target & { readonly reason: string })[];
  readonly exclusions: readonly Exclusion[];
}

const source = regionsSwitchedOff;

/**
 * Accounts × Regions, less the opt-in Regions that an account does not have. A Region that is being enabled stays in:
 * it is a gap that closes by itself. So does one whose state could not be read: unknown is not left out.
 */
export function coverageOf(
  accounts: readonly Account[],
  regions: readonly Region[],
  organization: Organization,
): Coverage {
  const targets: Target[] = [];
  const undecided: Coverage['undecided'][number][] = [];
  const exclusions: Exclusion[] = [];
  for (const { name: region, optIn } of regions) {
    // An instance in an opt-in Region needs the Region in the target and in the management account.
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-opt-in-regions.html
    const management = optIn ? opted(organization.managementAccountId, region, organization) : inRegion;
    if (management.is === 'out') {
      const reason = `in the management account, without which StackSets reach no other, ${management.reason}`;
      exclusions.push({ region, reason, source });
      continue;
    }
    for (const { id: accountId } of accounts) {
      const own = optIn ? opted(accountId, region, organization) : inRegion;
      const state = own.is === 'in' ? management : own;
      if (state.is === 'out') exclusions.push({ accountId, region, reason: state.reason, source });
      else targets.push({ accountId, region });
      if (state.is === 'unknown') undecided.push({ accountId, region, reason: state.reason });
    }
  }
  return {
    targets: targets.toSorted(compareTargets),
    undecided: undecided.toSorted(compareTargets),
    exclusions,
  };
}

type Opted = { readonly is: 'in' } | { readonly is: 'out' | 'unknown'; readonly reason: string };

const inRegion: Opted = { is: 'in' };

function opted(account: AccountId, region: RegionName, organization: Organization): Opted {
  const states = organization.optInRegions.get(account);
  const unknown = (why: string): Opted => ({
    is: 'unknown',
    reason: `it is unknown whether the Region is enabled: ${why}`,
  });
  if (states === undefined) return unknown('the account was not asked');
  if ('unknown' in states) return unknown(states.unknown);
  const state = states.get(region);
  switch (state) {
    case 'ENABLED':
    case 'ENABLED_BY_DEFAULT':
    case 'ENABLING':
      return inRegion;
    case 'DISABLED':
      return { is: 'out', reason: 'the Region is not enabled' };
    case 'DISABLING':
      return { is: 'out', reason: 'the Region is being disabled' };
    case undefined:
      return unknown('AWS did not name it');
  }
}
