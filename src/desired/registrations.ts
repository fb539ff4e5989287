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
 * @throws OrgSecretsError NotPermitted where something is missing that the caller has no way to register.
 */
export function registrationsOf(
  config: OrgConfig,
  organization: Organization,
  optInRegions: boolean,
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
  const others = registered.filter((id) => id !== accountId);
  const warnings =
    others.length === 0 || delegatedAdministrators.length === 0
      ? []
      : [
          `AWS Config has another delegated administrator, ${others.join(', ')}: it stays, ${accountId} is added.`,
        ];
  return { trustedServices, delegatedAdministrators, warnings };
}
