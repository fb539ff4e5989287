import { desire } from '../desired/desire.js';
import type { Desired } from '../model/desired.js';
import type { Organization } from '../model/organization.js';
import type { RuleRefusal } from '../model/rule-refusal.js';
import type { AccountId } from '../model/target.js';
import { nothingStands, type Standing } from '../desired/standing.js';
import { optInRegionsAskedFor } from '../desired/regions.js';
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
 * @param refusals rules that AWS refused since the run began.
 * @param standing what an earlier run fixed, where that matters: for what is deployed.
 */
export async function survey(
  run: Run,
  refusals: readonly RuleRefusal[] = [],
  standing: Standing = nothingStands,
): Promise<Survey> {
  run.emit({ code: 'reading', what: 'organization' });
  const organization = await readOrganization(
    { organizations: run.aws.organizations, account: run.aws.account },
    {
      partition: run.aws.identity.partition,
      optInRegions: optInRegionsAskedFor(run.config, run.catalog),
      leftOut: run.config.accounts.exclude.map(({ id }) => id),
    },
  );
  const { config, catalog, templates, configFile } = run;
  const desired = desire(config, organization, catalog, templates, configFile, refusals, standing);
  const accountNames = new Map(organization.accounts.map((account) => [account.id, account.name]));
  return { organization, desired, accountNames };
}
