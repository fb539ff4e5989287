import { ServiceError } from '../../../kernel/contract.js';
import type { World } from '../../../kernel/contract.js';
import { accountsBelow, organizationOf } from '../../organizations/state.js';
import { instanceKey } from './state.js';
import type { DeploymentTargets, InstanceTarget, StackSet } from './state.js';

/** The targets of CreateStackInstances: every account meant, in every Region. The management account is passed over in silence. */
export function targetsToCreate(
  world: World,
  set: StackSet,
  targets: DeploymentTargets,
  regions: readonly string[],
): readonly InstanceTarget[] {
  if (set.permissionModel === 'SELF_MANAGED')
    return cross(
      targets.accounts.map((account) => ({ account })),
      regions,
    );
  const organization = organizationOf(world);
  const meant = new Map<string, string>();
  for (const unit of targets.organizationalUnitIds) {
    for (const { id } of accountsBelow(organization, unit)) {
      if (id !== organization.managementAccountId && !meant.has(id)) meant.set(id, unit);
    }
  }
  const accounts = [...meant].filter(([account]) => passesFilter(account, targets));
  return cross(
    accounts.map(([account, organizationalUnitId]) => ({ account, organizationalUnitId })),
    regions,
  );
}

/**
 * The existing instances that an update or a deletion means. Where accounts are named, each of them must have an
 * instance in each Region, or the call is refused whole
 * (https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1978).
 */
export function targetsThatExist(
  world: World,
  set: StackSet,
  targets: DeploymentTargets,
  regions: readonly string[],
): readonly InstanceTarget[] {
  const named = set.permissionModel === 'SELF_MANAGED' ? targets.accounts : namedAccounts(world, targets);
  const missing = cross(
    named.map((account) => ({ account })),
    regions,
  ).find((target) => !(instanceKey(target) in set.instances));
  if (missing) {
    throw new ServiceError(
      'StackInstanceNotFoundException',
      `Stack instance not found for account ${missing.account} and region ${missing.region}`,
      { status: 404 },
    );
  }
  const isMeant =
    set.permissionModel === 'SELF_MANAGED'
      ? (account: string) => targets.accounts.includes(account)
      : isBelow(world, set, targets);
  return Object.values(set.instances)
    .filter(({ account, region }) => regions.includes(region) && isMeant(account))
    .map(({ account, region, organizationalUnitId }) => ({
      account,
      region,
      ...(organizationalUnitId === undefined ? {} : { organizationalUnitId }),
    }));
}

/** The accounts that a filter names outright and that the OUs hold. UNION adds them whether the OUs hold them or not. */
function namedAccounts(world: World, targets: DeploymentTargets): readonly string[] {
  if (targets.filter === 'UNION') return targets.accounts;
  if (targets.filter !== 'INTERSECTION') return [];
  const below = new Set(
    targets.organizationalUnitIds.flatMap((unit) =>
      accountsBelow(organizationOf(world), unit).map(({ id }) => id),
    ),
  );
  return targets.accounts.filter((account) => below.has(account));
}

/** An instance belongs to an OU if its account is there now, or if it was deployed through that OU. */
function isBelow(world: World, set: StackSet, targets: DeploymentTargets): (account: string) => boolean {
  const organization = organizationOf(world);
  const accounts = new Set(
    targets.organizationalUnitIds.flatMap((unit) => accountsBelow(organization, unit).map(({ id }) => id)),
  );
  for (const { account, organizationalUnitId } of Object.values(set.instances)) {
    if (organizationalUnitId !== undefined && targets.organizationalUnitIds.includes(organizationalUnitId))
      accounts.add(account);
  }
  if (targets.filter === 'UNION') targets.accounts.forEach((account) => accounts.add(account));
  return (account) => accounts.has(account) && passesFilter(account, targets);
}

function passesFilter(account: string, { filter, accounts }: DeploymentTargets): boolean {
  if (filter === 'INTERSECTION') return accounts.includes(account);
  return filter !== 'DIFFERENCE' || !accounts.includes(account);
}

function cross(
  accounts: readonly Omit<InstanceTarget, 'region'>[],
  regions: readonly string[],
): readonly InstanceTarget[] {
  return regions.flatMap((region) => accounts.map((account) => ({ ...account, region })));
}
