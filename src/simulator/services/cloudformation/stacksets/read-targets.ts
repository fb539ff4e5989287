import { ServiceError } from '../../../kernel/contract.js';
import type { Call, Shape, World } from '../../../kernel/contract.js';
import { shape, text, texts } from '../../../kernel/input.js';
import { regionsOf } from '../../account/state.js';
import { organizationOf } from '../../organizations/state.js';
import { validationError } from '../errors.js';
import type { DeploymentTargets, StackSet } from './state.js';

const MOST_UNITS = 50;
const FILTERS = ['NONE', 'INTERSECTION', 'DIFFERENCE', 'UNION'] as const;

/** The Regions of a request, each once; ValidationError for one that does not exist. */
export function readRegions(input: Shape, world: World): readonly string[] {
  const regions = [...new Set(texts(input, 'Regions') ?? [])];
  const unknown = regions.filter((region) => !regionsOf(world).includes(region));
  if (unknown.length > 0) throw validationError(`Region not supported: ${unknown.join(', ')}`);
  return regions;
}

/**
 * What a request targets; undefined where it says nothing. Self-managed StackSets go by accounts, service-managed ones
 * by roots and OUs, which must exist, with accounts as a filter ([API model, DeploymentTargets]).
 */
export function readTargets(
  input: Shape,
  call: Call,
  set: StackSet,
  action: 'CREATE' | 'UPDATE' | 'DELETE',
): DeploymentTargets | undefined {
  const given = shape(input, 'DeploymentTargets');
  const accounts = texts(input, 'Accounts');
  if (given && accounts && accounts.length > 0)
    throw validationError('You cannot specify both Accounts and DeploymentTargets');
  if (set.permissionModel === 'SELF_MANAGED') {
    if (given && (texts(given, 'OrganizationalUnitIds') ?? []).length > 0)
      throw validationError(
        'OrganizationalUnitIds cannot be specified for stack sets with SELF_MANAGED permission model',
      );
    const listed = accounts ?? (given && texts(given, 'Accounts'));
    return listed && { organizationalUnitIds: [], accounts: accountIds(listed) };
  }
  if (accounts && accounts.length > 0)
    throw validationError(
      'Accounts cannot be specified for stack sets with SERVICE_MANAGED permission model. Use DeploymentTargets instead',
    );
  return given && readUnits(given, call, action);
}

function readUnits(given: Shape, call: Call, action: 'CREATE' | 'UPDATE' | 'DELETE'): DeploymentTargets {
  if (text(given, 'AccountsUrl') !== undefined) throw validationError('AccountsUrl must be a supported URL.');
  const organizationalUnitIds = [...new Set(texts(given, 'OrganizationalUnitIds') ?? [])];
  const accounts = accountIds(texts(given, 'Accounts') ?? []);
  const filter = readFilter(given);
  // An account id alone is refused: https://github.com/hashicorp/terraform-provider-aws/issues/26917
  if (organizationalUnitIds.length === 0)
    throw validationError(
      'You must specify OrganizationalUnitIds in DeploymentTargets for stack sets with SERVICE_MANAGED permission model',
    );
  if (organizationalUnitIds.length > MOST_UNITS)
    throw new ServiceError(
      'LimitExceededException',
      `You can target at most ${MOST_UNITS} organizational units per operation`,
    );
  checkUnits(organizationalUnitIds, call);
  if (accounts.length > 0 && (filter === undefined || filter === 'NONE'))
    throw validationError(
      'AccountFilterType must be INTERSECTION, DIFFERENCE or UNION when Accounts are specified with OrganizationalUnitIds',
    );
  if (accounts.length === 0 && filter !== undefined && filter !== 'NONE')
    throw validationError(`Accounts must be specified with AccountFilterType ${filter}`);
  if (filter === 'UNION' && action === 'CREATE')
    throw validationError('AccountFilterType UNION is not supported for CreateStackInstances operations');
  return { organizationalUnitIds, accounts, ...(filter === undefined ? {} : { filter }) };
}

function readFilter(given: Shape): DeploymentTargets['filter'] {
  const value = text(given, 'AccountFilterType');
  const known = FILTERS.find((filter) => filter === value);
  if (value !== undefined && known === undefined)
    throw validationError(
      `1 validation error detected: Value '${value}' at 'deploymentTargets.accountFilterType' failed to satisfy constraint: Member must satisfy enum value set: [${FILTERS.join(', ')}]`,
    );
  return known;
}

function checkUnits(ids: readonly string[], call: Call): void {
  const organization = organizationOf(call.world);
  const missing = ids.filter((id) => id !== organization.rootId && !(id in organization.organizationalUnits));
  if (missing.length > 0)
    throw validationError(`OrganizationalUnit(s) [${missing.join(', ')}] do not exist in the organization`);
}

function accountIds(ids: readonly string[]): readonly string[] {
  const wrong = ids.find((id) => !/^\d{12}$/.test(id));
  if (wrong !== undefined)
    throw validationError(
      `1 validation error detected: Value '[${wrong}]' at 'accounts' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[0-9]{12}$`,
    );
  return [...new Set(ids)];
}
