import { desire } from '../desired/desire.js';
import type { Desired } from '../model/desired.js';
import type { Organization } from '../model/organization.js';
import type { RuleRefusal } from '../model/rule-refusal.js';
import type { AccountId } from '../model/target.js';
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
 */
export async function survey(run: Run, refusals: readonly RuleRefusal[] = []): Promise<Survey> {
  run.emit({ code: 'reading', what: 'organization' });
  const organization = await readOrganization(
    { organizations: run.aws.organizations, account: run.aws.account },
    {
      partition: run.aws.identity.partition,
      optInRegions: optInRegionsAskedFor(run.config, run.catalog),
    },
  );
  const desired = desire(run.config, organization, run.catalog, run.templates, run.configFile, refusals);
  const accountNames = new Map(organization.accounts.map((account) => [account.id, account.name]));
  return { organization, desired, accountNames };
}
