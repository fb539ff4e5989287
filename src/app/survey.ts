import { checkAsked } from '../desired/check-asked.js';
import { desire } from '../desired/desire.js';
import { narrow } from '../desired/narrow.js';
import type { Desired } from '../model/desired.js';
import type { Organization } from '../model/organization.js';
import type { RuleRefusal } from '../model/rule-refusal.js';
import { everything, type Scope } from '../model/scope.js';
import type { AccountId } from '../model/target.js';
import { nothingStands, type Standing } from '../desired/standing.js';
import { optInRegionsAskedFor } from '../desired/regions.js';
import { readAccounts } from '../organization/read-accounts.js';
import { readOrganization } from '../organization/read-organization.js';
import type { Run } from './run.js';

export interface Survey {
  readonly organization: Organization;
  readonly desired: Desired;
  readonly accountNames: ReadonlyMap<AccountId, string>;
}

/**
 * The first half of the road: reads the organization and says what should be.
 *
 * @throws OrgSecretsError InvalidUsage where the scope names an account that is not covered.
 */
export async function survey(
  run: Run,
  refusals: readonly RuleRefusal[] = [],
  standing: Standing = nothingStands,
  scope: Scope = everything,
): Promise<Survey> {
  const surveyed = await surveyAny(run, refusals, standing, scope);
  if (scope.accounts) checkAsked([...scope.accounts], surveyed.desired);
  return surveyed;
}

/**
 * The same, whether the accounts that the scope names are covered or not.
 *
 * @param refusals rules that AWS refused since the run began.
 * @param standing what an earlier run fixed, where that matters: for what is deployed.
 * @param scope what the run is narrowed to; where it names accounts, those alone are read.
 */
export async function surveyAny(
  run: Run,
  refusals: readonly RuleRefusal[],
  standing: Standing,
  scope: Scope,
): Promise<Survey> {
  run.emit({ code: 'reading', what: 'organization' });
  const { config, catalog, templates, configFile } = run;
  const ports = { organizations: run.aws.organizations, account: run.aws.account };
  const options = {
    partition: run.aws.identity.partition,
    optInRegions: optInRegionsAskedFor(config, catalog),
    leftOut: config.accounts.exclude.map(({ id }) => id),
    administratorAccountId: config.delegatedAdministrator.accountId,
  };
  const organization = scope.accounts
    ? await readAccounts(ports, [...scope.accounts], options)
    : await readOrganization(ports, options);
  const desired = narrow(
    desire(config, organization, catalog, templates, configFile, refusals, standing),
    scope,
  );
  run.emit({
    code: 'surveyed',
    organizationId: desired.organizationId,
    accounts: new Set(desired.coverage.map(({ accountId }) => accountId)).size,
    targets: desired.coverage.length,
  });
  const accountNames = new Map(organization.accounts.map((account) => [account.id, account.name]));
  return { organization, desired, accountNames };
}
