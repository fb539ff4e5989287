import type { Desired } from '../model/desired.js';
import { OrgSecretsError } from '../model/errors.js';
import type { OrgConfig } from '../model/org-config.js';
import { accountService, configService, type Organization } from '../model/organization.js';

type Registrations = Pick<Desired, 'trustedServices' | 'delegatedAdministrators'> & {
  readonly warnings: readonly string[];
};

/**
 * Trusted access and delegated administrators that are needed and not there.
 *
 * @param mostAdministrators how many delegated administrators AWS Config may have.
 * @throws OrgSecretsError NotPermitted where something is missing that the caller has no way to register.
 */
export function registrationsOf(
  config: OrgConfig,
  organization: Organization,
  optInRegions: boolean,
  mostAdministrators: number,
): Registrations {
  const accountId = config.delegatedAdministrator.accountId;
  const services = optInRegions ? [configService, accountService] : [configService];
  const trustedServices = services.filter((service) => !organization.trustedServices.includes(service));
  const registered = organization.delegatedAdministrators.get(configService) ?? [];
  const delegatedAdministrators = registered.includes(accountId)
    ? []
    : [{ service: configService, accountId }];
  const missing = [
    ...trustedServices.map(
      (service) => `aws organizations enable-aws-service-access --service-principal ${service}`,
    ),
    ...delegatedAdministrators.map(
      (entry) =>
        `aws organizations register-delegated-administrator --service-principal ${entry.service} --account-id ${entry.accountId}`,
    ),
  ];
  const { caller, managementRoleArn } = config.organization;
  if (missing.length > 0 && caller === 'delegated-administrator' && managementRoleArn === undefined)
    throw new OrgSecretsError(
      'NotPermitted',
      'Only the management account may make registrations that are missing.',
      {
        fault: 'user',
        instructions: `Run in the management account: ${missing.join('; ')}. Or give organization.managementRoleArn.`,
      },
    );
  const warnings =
    registered.length === 0 || delegatedAdministrators.length === 0
      ? []
      : [besides(registered, accountId, mostAdministrators)];
  return { trustedServices, delegatedAdministrators, warnings };
}

/** AWS alone decides whether it takes one more: what is known of its number may be old, so it is tried all the same. */
function besides(registered: readonly string[], accountId: string, most: number): string {
  const them = registered.join(', ');
  if (registered.length < most)
    return registered.length === 1
      ? `AWS Config has another delegated administrator, ${them}: it stays, ${accountId} is added.`
      : `AWS Config has other delegated administrators, ${them}: they stay, ${accountId} is added.`;
  return `AWS Config has ${registered.length} delegated administrators, ${them}, and AWS takes no more than ${most}: adding ${accountId} will fail, and there will be no aggregator, while recorders and rules are made all the same. Name one of them under delegatedAdministrator.accountId, or deregister one that is not needed any more.`;
}
