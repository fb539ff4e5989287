import type { Since } from '../../model/account-coverage.js';
import type { Emit } from '../../model/events.js';
import type { AccountId } from '../../model/target.js';
import { coveredAt } from '../../report/record/covered-at.js';
import { recordsOf } from './records-of.js';
import { runsFolder } from './runs-folder.js';

/**
 * Since when each account is covered, as far as records tell. Most accounts were covered by the first run of all and by none
 * since, so no number of newest records would do: each is read, of the commands that cover accounts.
 *
 * @throws OrgSecretsError InvalidUsage where the folder can not be read.
 */
export async function readTimesCovered(
  folder: string = runsFolder,
  organizationId: string,
  emit: Emit,
): Promise<ReadonlyMap<AccountId, Omit<Since, 'what'>>> {
  const unreadable = (text: string) => emit({ code: 'warning', text });
  const times = new Map<AccountId, Omit<Since, 'what'>>();
  for await (const record of recordsOf(folder, { commands: ['apply', 'drift'], unreadable }))
    for (const [accountId, found] of coveredAt([record], organizationId)) {
      const known = times.get(accountId);
      if (known === undefined || known.at < found.at) times.set(accountId, found);
    }
  return times;
}
