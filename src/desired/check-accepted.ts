import { nearest } from '../model/nearest.js';
import type { Desired } from '../model/desired.js';
import { OrgSecretsError } from '../model/errors.js';
import type { Organization } from '../model/organization.js';
import { isNarrow } from '../model/scope.js';

/**
 * Gaps that a person accepts must be such as there can be: one of a mistyped account would be taken for accepted.
 *
 * @param accepted `ACCOUNT` or `ACCOUNT/REGION`.
 * @throws OrgSecretsError InvalidUsage for an account that is not in the organization, or not among those that the run is
 * narrowed to, and for a Region in which nobody is covered.
 */
export function checkAccepted(
  accepted: readonly string[],
  { accounts }: Pick<Organization, 'accounts'>,
  { coverage, undecided, scope }: Pick<Desired, 'coverage' | 'undecided' | 'scope'>,
): void {
  const ids = accounts.map(({ id }) => id);
  const regions = [...new Set([...coverage, ...undecided].map(({ region }) => region))].toSorted();
  for (const gap of accepted) {
    const [accountId = '', region] = gap.split('/');
    if (!ids.includes(accountId))
      throw unknown(
        isNarrow(scope)
          ? `Account ${accountId} of --accept-gaps is none of those that this run is for`
          : `There is no account ${accountId} in the organization, which --accept-gaps names`,
        nearest(accountId, ids),
        'Leave it out of --accept-gaps, or correct it.',
      );
    if (region !== undefined && !regions.includes(region))
      throw unknown(
        `No account is covered in ${region}, which --accept-gaps names`,
        nearest(region, regions),
        `Covered are ${regions.join(', ')}.`,
      );
  }
}

function unknown(message: string, near: string | undefined, otherwise: string): OrgSecretsError {
  return new OrgSecretsError('InvalidUsage', `${message}.`, {
    fault: 'user',
    instructions: near === undefined ? otherwise : `Did you mean ${near}? ${otherwise}`,
  });
}
