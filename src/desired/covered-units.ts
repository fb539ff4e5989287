import { closest } from 'fastest-levenshtein';
import { OrgSecretsError } from '../model/errors.js';
import type { OrgConfig } from '../model/org-config.js';
import type { Organization } from '../model/organization.js';
import { compareText, type AccountId } from '../model/target.js';

/** OUs (or the root) by id, none inside another, with every account below each; the management account never counts. */
export type CoveredUnits = ReadonlyMap<string, readonly AccountId[]>;

/**
 * The OUs that the org.yaml names, by id or path.
 *
 * @throws OrgSecretsError InvalidConfig for a name that the organization does not have.
 */
export function coveredUnits(
  config: OrgConfig,
  organization: Organization,
  configFile: string,
): CoveredUnits {
  const written = config.accounts.organizationalUnits;
  const named = new Set(
    written.length === 0
      ? [organization.rootId]
      : written.flatMap(
          (unit) => unitId(unit, organization, `${configFile} accounts.organizationalUnits`) ?? [],
        ),
  );
  const outermost = [...named].filter((id) => !isInside(id, named, organization)).sort(compareText);
  const units = new Map<string, AccountId[]>(outermost.map((id) => [id, []]));
  for (const account of organization.accounts) {
    if (account.id === organization.managementAccountId) continue;
    const unit = account.path.find((id) => units.has(id));
    if (unit !== undefined) units.get(unit)?.push(account.id);
  }
  for (const accounts of units.values()) accounts.sort(compareText);
  return units;
}

/**
 * The unit, or the root, of an id or a path.
 *
 * @param place where it is written, for the error.
 * @returns `undefined` for a unit that may be there, with none of the accounts that were asked for in it.
 * @throws OrgSecretsError InvalidConfig for one that the organization does not have.
 */
export function unitId(written: string, organization: Organization, place: string): string | undefined {
  const path = written.length > 1 ? written.replace(/\/$/, '') : written;
  if (path === '/' || path === organization.rootId) return organization.rootId;
  const found = organization.units.find((unit) => unit.id === path || unit.path === path);
  if (found) return found.id;
  if (organization.only) return undefined;
  const known = organization.units.flatMap((unit) => (path.startsWith('/') ? unit.path : unit.id));
  const hint =
    known.length === 0
      ? 'The organization has no organizational units; / is its root.'
      : `Did you mean ${closest(path, known)}?`;
  throw new OrgSecretsError(
    'InvalidConfig',
    `${place}: organization ${organization.id} has no organizational unit ${JSON.stringify(written)}.`,
    { fault: 'user', instructions: hint },
  );
}

/** AWS includes what is below an OU, so an OU inside another one says nothing new. */
function isInside(id: string, named: ReadonlySet<string>, organization: Organization): boolean {
  const parents = new Map(organization.units.map((unit) => [unit.id, unit.parentId]));
  for (let parent = parents.get(id); parent !== undefined; parent = parents.get(parent)) {
    if (named.has(parent)) return true;
  }
  return false;
}
