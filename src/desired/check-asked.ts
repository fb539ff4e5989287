import type { Desired } from '../model/desired.js';
import { OrgSecretsError } from '../model/errors.js';
import type { Exclusion } from '../model/exclusion.js';
import type { AccountId } from '../model/target.js';

/**
 * Accounts that a person named must be covered: a run that silently did nothing for one of them would be taken for a
 * proof.
 *
 * @throws OrgSecretsError InvalidUsage with each that is not, and why.
 */
export function checkAsked(
  asked: readonly AccountId[],
  { coverage, exclusions }: Pick<Desired, 'coverage' | 'exclusions'>,
): void {
  const covered = new Set(coverage.map(({ accountId }) => accountId));
  const left = asked.filter((accountId) => !covered.has(accountId));
  if (left.length === 0) return;
  throw new OrgSecretsError(
    'InvalidUsage',
    left.map((accountId) => `${accountId} is not covered: ${why(accountId, exclusions)}.`).join('\n'),
    {
      fault: 'user',
      targets: left.map((accountId) => ({ accountId })),
      instructions: 'Leave it out of --account, or change what leaves it out.',
    },
  );
}

/** What leaves the account out as a whole; where nothing does, what leaves out each of its Regions. */
function why(accountId: AccountId, exclusions: readonly Exclusion[]): string {
  const own = exclusions.filter((one) => one.accountId === accountId && one.rule === undefined);
  const whole = own.filter(({ region }) => region === undefined);
  const reasons = (whole.length > 0 ? whole : own).map(
    ({ region, reason, source }) => `${region === undefined ? '' : `${region}: `}${reason} (${source})`,
  );
  return reasons.length > 0 ? reasons.join('; ') : 'none of the Regions asked for is covered';
}
