import { ServiceError } from '../../kernel/contract.js';
import type { Call, Shape } from '../../kernel/contract.js';
import { shape, shapes, text } from '../../kernel/input.js';
import { configPrincipal } from './facts.js';

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
