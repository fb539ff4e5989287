import { OrgSecretsError } from '../model/errors.js';
import { isNarrow } from '../model/scope.js';
import type { Look } from './look-around.js';

/**
 * Recorders deliver to the hub, and a narrowed run leaves that to others.
 *
 * @throws OrgSecretsError Refused.
 */
export function refuseWithoutHub({ desired, observed }: Pick<Look, 'desired' | 'observed'>): void {
  const hub = desired.stackSets.find(({ kind }) => kind === 'hub');
  if (!isNarrow(desired.scope) || !hub || hub.accounts.length > 0) return;
  const instances = observed.stackSets.get(hub.name)?.instances ?? [];
  if (instances.some((one) => one.accountId === desired.administratorAccountId && one.stackId)) return;
  throw new OrgSecretsError(
    'Refused',
    `The hub in ${desired.administratorAccountId}, which recorders deliver to, is not there yet.`,
    { fault: 'user', instructions: 'Run orgsecrets apply for all accounts first.' },
  );
}
