import type { Aws } from '../../aws/aws.js';
import { regionsOf } from '../../catalog/catalog.js';
import type { Catalog, PartitionName } from '../../model/catalog.js';
import { OrgSecretsError } from '../../model/errors.js';
import { configService, stackSetsService, type Organization } from '../../model/organization.js';
import type { RegionName } from '../../model/target.js';
import { readOrganization } from '../../organization/read-organization.js';
import type { InitFound } from '../../report/types.js';
import { controlTowerSigns } from '../control-tower-signs.js';
import { callerPattern } from './caller-pattern.js';

/** The organization, as far as the first org.yaml is made from it. Some thirty calls, and the pages of the accounts. */
export async function discoverOrganization(aws: Aws): Promise<Organization> {
  // Opt-in Regions are not asked of every account: AWS answers five such questions a second.
  // https://docs.aws.amazon.com/accounts/latest/reference/quotas.html
  return readOrganization(
    { organizations: aws.organizations, account: aws.account },
    { partition: aws.identity.partition, optInRegions: [] },
  );
}

export function summaryOf(
  organization: Organization,
): Pick<InitFound, 'organizationId' | 'managementAccountId' | 'accounts' | 'delegatedAdministrators'> {
  const { accounts, delegatedAdministrators } = organization;
  return {
    organizationId: organization.id,
    managementAccountId: organization.managementAccountId,
    accounts: {
      active: accounts.filter(({ state }) => state === 'ACTIVE').length,
      inactive: accounts
        .filter(({ state }) => state !== 'ACTIVE')
        .map(({ id, name, state }) => ({ accountId: id, name, state })),
    },
    delegatedAdministrators: {
      config: delegatedAdministrators.get(configService) ?? [],
      stackSets: delegatedAdministrators.get(stackSetsService) ?? [],
    },
  };
}

/** @throws OrgSecretsError NoCredentials for who can't be trusted by name. */
export async function discoverCaller(aws: Aws): Promise<InitFound['callerPattern']> {
  const pattern = callerPattern(aws.identity.arn, await aws.callerRole());
  if (pattern) return pattern;
  throw new OrgSecretsError('NoCredentials', `${aws.identity.arn} is neither a role nor a user.`, {
    fault: 'user',
    instructions: 'Run init as the role (or user) that will run orgsecrets: our roles trust it by its name.',
  });
}

/**
 * The Regions that the caller's account has, of those in which AWS Config works; where Account Management can't be
 * asked, those that every account has.
 */
export async function discoverRegions(aws: Aws, catalog: Catalog): Promise<readonly RegionName[]> {
  const partition = aws.identity.partition as PartitionName;
  const known = regionsOf(catalog, partition);
  const always = known.filter(({ optIn }) => !optIn).map(({ name }) => name);
  if (catalog.partitions.find(({ name }) => name === partition)?.accountManagement !== true) return always;
  try {
    const states = await aws.account.listRegions(aws.identity.accountId);
    const open = new Set(
      [...states].flatMap(([name, state]) =>
        state === 'ENABLED' || state === 'ENABLED_BY_DEFAULT' ? [name] : [],
      ),
    );
    return known.map(({ name }) => name).filter((name) => open.has(name));
  } catch (error) {
    if (error instanceof OrgSecretsError && error.code === 'NotPermitted') return always;
    throw error;
  }
}

/** Signs of Control Tower; those that may not be read are no signs. */
export async function discoverControlTower(
  aws: Aws,
  organization: Organization,
): Promise<InitFound['controlTower']> {
  const stackSets = await orNone(() => aws.stackSets.listStackSets());
  const policies = await orNone(() => aws.policies.list());
  return controlTowerSigns({
    trustedServices: organization.trustedServices,
    stackSets,
    policies: policies.map(({ name }) => name),
  });
}

async function orNone<T>(read: () => Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof OrgSecretsError && error.code === 'NotPermitted') return [];
    throw error;
  }
}
