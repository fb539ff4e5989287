import type { Desired } from '../model/desired.js';
import { regionsSwitchedOff, type Exclusion } from '../model/exclusion.js';
import { groupBy } from '../model/group-by.js';
import type { Organization } from '../model/organization.js';
import { compareText } from '../model/target.js';

/**
 * What leaves out each account that is covered nowhere, sorted by account: the account as a whole, or else each of its
 * Regions. An account that vanished from a report would be taken for one without findings.
 */
export function uncoveredAccounts(
  { coverage, exclusions }: Pick<Desired, 'coverage' | 'exclusions'>,
  { accounts }: Pick<Organization, 'accounts'>,
): readonly Exclusion[] {
  const covered = new Set(coverage.map(({ accountId }) => accountId));
  const byAccount = groupBy(
    exclusions.filter(({ rule }) => rule === undefined),
    ({ accountId }) => accountId ?? '',
  );
  // A Region that the management account does not have is out of reach in every other, whatever that one has.
  const outOfReach = (byAccount.get('') ?? []).filter(({ source }) => source === regionsSwitchedOff);
  return accounts
    .map(({ id }) => id)
    .filter((id) => !covered.has(id))
    .toSorted(compareText)
    .flatMap((accountId): readonly Exclusion[] => {
      const own = byAccount.get(accountId) ?? [];
      const whole = own.filter(({ region }) => region === undefined);
      if (whole.length > 0) return whole;
      const byRegion = [...own, ...outOfReach.map((one) => ({ ...one, accountId }))];
      if (byRegion.length > 0) return byRegion;
      return [{ accountId, reason: 'none of its Regions is covered', source: 'org.yaml regions' }];
    });
}
