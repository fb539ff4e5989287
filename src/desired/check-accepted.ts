import type { Catalog } from '../model/catalog.js';
import type { Desired } from '../model/desired.js';
import { OrgSecretsError } from '../model/errors.js';
import type { Organization } from '../model/organization.js';
import { nearest } from '../model/nearest.js';
import { isNarrow } from '../model/scope.js';

/**
 * Gaps that a person accepts must be such as there can be: one of a mistyped account would be taken for accepted. An
 * account or a Region that is not covered any more may still be named, so that no pipeline ends when one is left out.
 *
 * @param accepted `ACCOUNT` or `ACCOUNT/REGION`.
 * @throws OrgSecretsError InvalidUsage for an account that is not in the organization, or not among those that the run is
 * narrowed to, and for a Region that the catalog does not know.
 */
export function checkAccepted(
  accepted: readonly string[],
  { accounts }: Pick<Organization, 'accounts'>,
  { scope }: Pick<Desired, 'scope'>,
  catalog: Pick<Catalog, 'regions'>,
): void {
  const ids = accounts.map(({ id }) => id);
  const regions = catalog.regions.map(({ name }) => name);
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
        `There is no Region ${region}, which --accept-gaps names`,
        nearest(region, regions),
        'Leave it out of --accept-gaps, or correct it.',
      );
  }
}

function unknown(message: string, near: string | undefined, otherwise: string): OrgSecretsError {
  return new OrgSecretsError('InvalidUsage', `${message}.`, {
    fault: 'user',
    instructions: near === undefined ? otherwise : `Did you mean ${near}? ${otherwise}`,
  });
}
