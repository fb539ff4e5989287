import type { Desired } from '../model/desired.js';
import type { Exclusion } from '../model/exclusion.js';
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
  return accounts
    .map(({ id }) => id)
    .filter((id) => !covered.has(id))
    .toSorted(compareText)
    .flatMap((accountId): readonly Exclusion[] => {
      const own = byAccount.get(accountId) ?? [];
      const whole = own.filter(({ region }) => region === undefined);
      if (own.length > 0) return whole.length > 0 ? whole : own;
      return [{ accountId, reason: 'none of its Regions is covered', source: 'org.yaml regions' }];
    });
}
