import { OrgSecretsError } from '../model/errors.js';
import type { Organization } from '../model/organization.js';
import type { ReportConfig } from '../model/org-config.js';
import type { RegionName } from '../model/target.js';
import type { Filters } from './filter.js';
import type { FailOn } from './gate.js';
import type { GroupKey } from './group.js';

/** What filters are held against. */
export interface Filterable {
  readonly organization: Organization;
  readonly report: ReportConfig;
  /** Regions that the aggregator collects from. */
  readonly regions: readonly RegionName[];
}

/**
 * Refuses a filter that can let nothing pass: a report of no secrets looks like one of no findings.
 *
 * @throws OrgSecretsError InvalidUsage with what there is.
 */
export function checkFilters(filters: Filters, groupBy: GroupKey | undefined, known: Filterable): void {
  const { organization, report, regions } = known;
  const accounts = new Set(organization.accounts.map(({ id }) => id));
  for (const id of filters.accounts)
    if (!accounts.has(id)) throw unknown(`There is no account ${id} in the organization`);
  checkUnits(filters.units, organization);
  for (const region of filters.regions)
    if (!regions.includes(region))
      throw unknown(
        `The aggregator does not collect from ${region}`,
        `It collects from ${regions.join(', ')}.`,
      );
  for (const { key } of filters.tags) checkTag(key, report);
  if (groupBy?.startsWith('tag:')) checkTag(groupBy.slice('tag:'.length), report);
  if ((filters.owners.length > 0 || groupBy === 'owner') && report.ownerTag === undefined)
    throw unknown(
      'Owners are not known',
      'Name the tag that says who owns a secret: report.ownerTag in the org.yaml.',
    );
}

/**
 * Refuses a gate on a rule that the filter leaves out: it would let everything pass, and a pipeline would call that well.
 *
 * @throws OrgSecretsError InvalidUsage with what to ask for instead.
 */
export function checkGate({ rules }: Filters, failOn: readonly FailOn[]): void {
  if (rules.length === 0) return;
  for (const what of failOn)
    if (what !== 'any' && what !== 'unknown' && !rules.includes(what))
      throw unknown(
        `--fail-on ${what} can never fail: --rule leaves that rule out`,
        `Add --rule ${what}, or take it out of --fail-on.`,
      );
}

/** @throws OrgSecretsError InvalidUsage for the path of a unit that is not there, with those that are. */
export function checkUnits(paths: readonly string[], organization: Organization): void {
  const units = ['/', ...organization.units.map(({ path }) => path)];
  for (const path of paths)
    if (!units.includes(path))
      throw unknown(
        `There is no organizational unit ${path}`,
        `The units are ${units.toSorted().join(', ')}.`,
      );
}

function checkTag(key: string, { tags }: ReportConfig): void {
  if (tags.includes(key)) return;
  throw unknown(
    `The tag ${key} is not read`,
    `Add it to report.tags in the org.yaml${tags.length === 0 ? '' : `, which has ${tags.join(', ')}`}.`,
  );
}

function unknown(message: string, instructions?: string): OrgSecretsError {
  return new OrgSecretsError('InvalidUsage', `${message}.`, {
    fault: 'user',
    ...(instructions === undefined ? {} : { instructions }),
  });
}
