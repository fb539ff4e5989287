import { closest } from 'fastest-levenshtein';
import { OrgSecretsError } from '../model/errors.js';
import type { SecretReport } from '../model/secret-report.js';
import { compareText, type AccountId } from '../model/target.js';
import type { Filters } from './filter.js';
import { tagValue } from './tag-value.js';

/**
 * Refuses an account that is not covered, of which the aggregator shows nothing either; and an owner, or a value of a tag, that no secret has: a slip of the pen would pass for a team without findings.
 * Where a place narrows what was read, a value that is not there may well be elsewhere, and is let through.
 *
 * @param whole the report, before owners and tags narrow it.
 * @throws OrgSecretsError InvalidUsage with the nearest value there is.
 */
export function checkShown({ accounts, owners, regions, tags, units }: Filters, whole: SecretReport): void {
  for (const accountId of accounts) checkCovered(accountId, whole);
  if (accounts.length + units.length + regions.length > 0) return;
  const { secrets } = whole;
  const ofOwners = distinct(secrets.map(({ owner }) => owner));
  // An empty owner asks for secrets without one: that there are none is an answer.
  for (const owner of owners) if (owner !== '') check(owner, ofOwners, 'the owner');
  for (const { key, value } of tags)
    check(value, distinct(secrets.map((secret) => tagValue(secret, key))), `a tag ${key} of the value`);
}

/** Somebody else's recorder may have brought secrets of such an account into the aggregator: those are shown. */
function checkCovered(accountId: AccountId, { secrets, uncovered }: SecretReport): void {
  const own = uncovered.filter((one) => one.accountId === accountId);
  if (own.length === 0 || secrets.some((secret) => secret.accountId === accountId)) return;
  const why = own.map(
    ({ region, reason, source }) => `${region === undefined ? '' : `${region}: `}${reason} (${source})`,
  );
  throw new OrgSecretsError(
    'InvalidUsage',
    `Account ${accountId} is not covered: ${why.join('; ')}. The aggregator shows no secret of it.`,
    {
      fault: 'user',
      targets: [{ accountId }],
      instructions: 'Leave it out of --account, or change what leaves it out.',
    },
  );
}

function check(value: string, known: readonly string[], what: string): void {
  if (known.includes(value)) return;
  throw new OrgSecretsError(
    'InvalidUsage',
    `No secret that the aggregator shows has ${what} ${JSON.stringify(value)}.`,
    {
      fault: 'user',
      instructions:
        known.length === 0
          ? 'No secret has any: look at the tags of the secrets, and at report in the org.yaml.'
          : `Did you mean ${JSON.stringify(closest(value, known))}?`,
    },
  );
}

function distinct(values: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(values)].filter((value) => value !== undefined).toSorted(compareText);
}
