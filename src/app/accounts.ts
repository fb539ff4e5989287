import { accountCoverage } from '../accounts/account-coverage.js';
import { narrow } from '../desired/narrow.js';
import { placesByAccount } from '../findings/account-places.js';
import { checkUnits } from '../findings/check-filters.js';
import type { CoverageState } from '../model/account-coverage.js';
import type { Organization } from '../model/organization.js';
import { everything, type Scope } from '../model/scope.js';
import type { AccountId } from '../model/target.js';
import type { AccountsView } from '../report/types.js';
import { findStanding } from './find-standing.js';
import { readCoverage } from './read-coverage.js';
import type { Run } from './run.js';
import { readTimesCovered } from './runs/read-times-covered.js';
import { surveyAny } from './survey.js';

export interface AccountsOptions {
  /** Accounts, and the calls with them; missing: every account of the organization. */
  readonly scope?: Scope;
  /** Paths of organizational units; empty: all. */
  readonly units?: readonly string[];
  /** Only accounts that stand like this; empty: all. */
  readonly only?: readonly CoverageState[];
  /** Read coverage back from AWS Config, in every target of these accounts. */
  readonly prove?: boolean;
  /** Where the records of runs are; missing: where runs leave them. */
  readonly folder?: string;
}

/**
 * How every account of the organization stands: reads only. Without `prove` nobody looks into an account, and its calls
 * grow with the pages of what Organizations and CloudFormation list.
 */
export async function accounts(run: Run, options: AccountsOptions = {}): Promise<AccountsView> {
  const { scope = everything, units = [], only = [], prove = false, folder } = options;
  // Whether events are forwarded is no part of coverage, and the service-linked role shows in the recorder.
  const { standing, stackSets } = await findStanding(run, { scope, without: ['slr', 'forward'] });
  const surveyed = await surveyAny(run, [], standing, scope);
  const { desired, accountNames } = surveyed;
  const organization = below(surveyed.organization, units);
  const chosen = new Set(organization.accounts.map(({ id }) => id));
  const proof = prove ? (await readCoverage(run, narrow(desired, { accounts: chosen }))).coverage : undefined;
  const found = accountCoverage({
    organization,
    desired,
    stackSets,
    proof,
    coveredAt: await readTimesCovered(folder, desired.organizationId, run.emit),
  });
  return {
    organizationId: desired.organizationId,
    proved: prove,
    accounts: only.length === 0 ? found : found.filter(({ coverage }) => only.includes(coverage)),
    accountNames,
    calls: run.aws.calls(),
  };
}

/** The organization with the accounts of some units alone. */
function below(organization: Organization, units: readonly string[]): Organization {
  if (units.length === 0) return organization;
  checkUnits(units, organization);
  const places = placesByAccount(organization);
  const isBelow = (id: AccountId) => units.some((unit) => places.get(id)?.above.has(unit));
  return { ...organization, accounts: organization.accounts.filter(({ id }) => isBelow(id)) };
}
