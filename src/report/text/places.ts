import type { AccountId, RegionName } from '../../model/target.js';
import type { AccountNames } from '../types.js';
import { groupBy } from '../../model/group-by.js';
import { accountLabel, distinct, some } from './accounts.js';
import { count } from './style.js';

/** An account, a Region, both, or neither (everything). */
export interface Place {
  readonly accountId?: AccountId | undefined;
  readonly region?: RegionName | undefined;
}

/** `eu-west-1`, `eu-west-1 and us-east-1`, `7 Regions (…)`. */
export function regionsText(regions: readonly RegionName[], most = 8): string {
  if (regions.length === 0) return 'every Region';
  if (regions.length === 1) return regions[0] ?? '';
  return `${count(regions.length, 'Region')} (${some(regions, most, (name) => name)})`;
}

export function accountsText(accounts: readonly AccountId[], names: AccountNames, most = 3): string {
  if (accounts.length === 0) return 'every account';
  if (accounts.length === 1) return accountLabel(accounts[0] ?? '', names);
  return `${count(accounts.length, 'account')} (${some(accounts, most, (id) => accountLabel(id, names, 24))})`;
}

/**
 * Places in as few lines as say them: accounts with the same Regions share a line.
 *
 * @param most lines; the rest is counted
 */
export function placesText(places: readonly Place[], names: AccountNames, most = 6): readonly string[] {
  const byAccount = groupBy(places, (place) => place.accountId ?? '');
  const byRegions = groupBy(byAccount, ([, group]) =>
    distinct(group.map((p) => p.region ?? ''))
      .toSorted()
      .join(','),
  );
  const lines = [...byRegions].map(([key, accounts]) => {
    const ids = accounts.map(([id]) => id).filter((id) => id !== '');
    const regions = key.split(',').filter((region) => region !== '');
    const whole = key === '' || key.startsWith(',');
    if (whole) return accountsText(ids, names);
    return `${accountsText(ids, names)} in ${regionsText(regions)}`;
  });
  if (lines.length <= most + 1) return lines;
  const rest =
    places.length - [...byRegions].slice(0, most).flatMap(([, group]) => group.flatMap(([, p]) => p)).length;
  return [...lines.slice(0, most), `and ${count(rest, 'more place', 'more places')}`];
}
