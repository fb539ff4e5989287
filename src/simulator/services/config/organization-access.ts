import { ServiceError } from '../../kernel/contract.js';
import type { Call, Shape, World } from '../../kernel/contract.js';
import { shape, shapes, text } from '../../kernel/input.js';
import { organizationOf } from '../organizations/state.js';
import { configPrincipal } from './facts.js';
import type { Aggregator, Place } from './state.js';

/**
 * What AWS Config asks of Organizations with the caller's own rights before it takes an organization as a source: the
 * organization, the services that have access, the delegated administrators, the accounts. From the management account it
 * enables its own access.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigurationAggregator.html and
 * https://docs.aws.amazon.com/config/latest/developerguide/set-up-aggregator-cli.html
 * @throws ServiceError NoAvailableOrganizationException, OrganizationAllFeaturesNotEnabledException,
 *   OrganizationAccessDeniedException
 */
export async function askOrganization(call: Call): Promise<void> {
  const organization = shape(await ask(call, 'DescribeOrganization', {}), 'Organization') ?? {};
  if (text(organization, 'FeatureSet') !== 'ALL') {
    throw new ServiceError(
      'OrganizationAllFeaturesNotEnabledException',
      'AWS Config resource cannot be created because your organization does not have all features enabled.',
    );
  }
  const management = text(organization, 'MasterAccountId') === call.caller.accountId;
  if (management) await ask(call, 'EnableAWSServiceAccess', { ServicePrincipal: configPrincipal });
  else await assertDelegated(call);
  await ask(call, 'ListAccounts', { MaxResults: 1 });
}

async function assertDelegated(call: Call): Promise<void> {
  const input = { ServicePrincipal: configPrincipal };
  const administrators = await askAll(call, 'ListDelegatedAdministrators', input, 'DelegatedAdministrators');
  if (!administrators.some((administrator) => text(administrator, 'Id') === call.caller.accountId))
    throw notRegistered();
  const access = await askAll(call, 'ListAWSServiceAccessForOrganization', {}, 'EnabledServicePrincipals');
  const enabled = access.some((service) => text(service, 'ServicePrincipal') === configPrincipal);
  if (!enabled)
    throw denied(
      'AWS Config does not have access to the organization. Enable service access for config.amazonaws.com and try again.',
    );
}

/**
 * An aggregator over an organization is not changed once its account has lost its registration, even if it has it again:
 * "the delegated administrator role changed. Delete this aggregator and create a new one".
 * https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigurationAggregator.html
 * @throws ServiceError OrganizationAccessDeniedException
 */
export function assertSameAdministrator(world: World, { accountId }: Place, existing: Aggregator): void {
  const registered = organizationOf(world).delegatedAdministrators[accountId]?.services[configPrincipal];
  if (existing.organizationSource === undefined || registered === undefined) return;
  if (registered.registeredAt <= existing.createdAt) return;
  throw denied(
    'The configuration aggregator cannot be updated because your AWS Organization management account or the delegated administrator role changed. Delete this aggregator and create a new one with the current AWS Organization.',
  );
}

/**
 * Why an aggregator over the organization collects nothing: its account administers AWS Config no more, or AWS Config has no
 * access to the organization (aggregate-data-troubleshooting). That the sources of such a one fail at once, and are there
 * again with the registration, is assumed.
 */
export function withoutAccess(world: World, { accountId }: Place): string | undefined {
  const { managementAccountId, trustedAccess, delegatedAdministrators } = organizationOf(world);
  if (trustedAccess[configPrincipal] === undefined)
    return 'AWS Config service access is disabled in your organization.';
  if (accountId === managementAccountId) return undefined;
  return delegatedAdministrators[accountId]?.services[configPrincipal] === undefined
    ? 'The account is not a registered delegated administrator for AWS Config.'
    : undefined;
}

/** Every page's members. */
async function askAll(
  call: Call,
  operation: string,
  input: Shape,
  member: string,
): Promise<readonly Shape[]> {
  const found: Shape[] = [];
  let token: string | undefined;
  do {
    const page = await ask(call, operation, token === undefined ? input : { ...input, NextToken: token });
    found.push(...(shapes(page, member) ?? []));
    token = text(page, 'NextToken');
  } while (token !== undefined);
  return found;
}

async function ask(call: Call, operation: string, input: Shape): Promise<Shape> {
  const { caller, region, world } = call;
  try {
    return await world.invoke('organizations', operation, input, { caller, region });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (error.code === 'AWSOrganizationsNotInUseException') {
      throw new ServiceError('NoAvailableOrganizationException', 'Organization is no longer available.');
    }
    // Organizations refuses most reads to accounts that administer nothing in the words of a missing permission.
    if (error.code === 'AccessDeniedException') throw denied(error.message);
    throw error;
  }
}

function notRegistered(): ServiceError {
  return denied(
    'You are not a registered delegated administrator for AWS Config with permissions to call ListDelegatedAdministrators API. Ensure that the management account registers a delegated administrator for AWS Config before the delegated administrator creates an aggregator.',
  );
}

function denied(message: string): ServiceError {
  return new ServiceError('OrganizationAccessDeniedException', message);
}
