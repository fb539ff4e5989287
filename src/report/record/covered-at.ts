import { parseStackSetName } from '../../desired/names.js';
import type { Since } from '../../model/account-coverage.js';
import type { AccountId } from '../../model/target.js';
import type { EntryOf } from './entries.js';
import type { RunRecord } from './parse-record.js';
import { entriesOf } from './summary.js';

/**
 * When a run made the last recorder or the last rules in each account, as far as the records tell. What AWS's own
 * auto-deployment made is in no record.
 *
 * @param records in any order; those of other organizations do not count.
 */
export function coveredAt(
  records: readonly RunRecord[],
  organizationId: string,
): ReadonlyMap<AccountId, Omit<Since, 'what'>> {
  const times = new Map<AccountId, Omit<Since, 'what'>>();
  for (const record of records) {
    if (!entriesOf(record, 'surveyed').some((entry) => entry.organizationId === organizationId)) continue;
    for (const { accountId, at } of madeIn(record)) {
      const known = times.get(accountId);
      if (known === undefined || known.at < at)
        times.set(accountId, { at, source: `run ${record.begun.id}` });
    }
  }
  return times;
}

function madeIn(record: RunRecord): readonly { readonly accountId: AccountId; readonly at: string }[] {
  const planned = new Map<string, EntryOf<'planned'>['actions'][number]>();
  return record.entries.flatMap((entry) => {
    if (entry.code === 'planned') for (const action of entry.actions) planned.set(action.id, action);
    if (entry.code !== 'action-ended' || entry.type !== 'create-instances') return [];
    const { accounts = [], stackSet = '' } = planned.get(entry.id) ?? {};
    const kind = parseStackSetName(record.begun.prefix, stackSet)?.kind;
    if (kind !== 'recorder' && kind !== 'rules') return [];
    return succeeded(entry, accounts).map((accountId) => ({ accountId, at: entry.at }));
  });
}

/** An action that failed in some accounts has been done in the others, as long as it says in which. */
function succeeded(
  { state, failures }: EntryOf<'action-ended'>,
  accounts: readonly AccountId[],
): readonly AccountId[] {
  if (state === 'done') return accounts;
  if (state !== 'failed' || failures.length === 0) return [];
  if (failures.some(({ accountId }) => accountId === undefined)) return [];
  const failed = new Set(failures.map(({ accountId }) => accountId));
  return accounts.filter((accountId) => !failed.has(accountId));
}
