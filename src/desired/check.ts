import { OrgSecretsError } from '../model/errors.js';
import type { Exclusion } from '../model/exclusion.js';
import type { OrgConfig } from '../model/org-config.js';
import { stackSetsService, type Organization } from '../model/organization.js';
import type { AccountId, Target } from '../model/target.js';

/** @throws OrgSecretsError where the organization is not the org.yaml's, or can't be used. */
export function checkOrganization(config: OrgConfig, organization: Organization, configFile: string): void {
  const { id } = config.organization;
  if (id !== undefined && id !== organization.id)
    throw new OrgSecretsError(
      'WrongOrganization',
      `The credentials belong to organization ${organization.id}, ${configFile} is for ${id}.`,
      {
        fault: 'user',
        instructions: `Use credentials of ${id}, or change organization.id in ${configFile}.`,
      },
    );
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-activate-trusted-access.html
  if (!organization.allFeatures)
    throw new OrgSecretsError(
      'NotPermitted',
      `Organization ${organization.id} has consolidated billing only; StackSets need all features.`,
      { fault: 'user', instructions: 'Run aws organizations enable-all-features in the management account.' },
    );
}

/**
 * The account that orgsecrets is run from, as `callers` name it.
 *
 * @throws OrgSecretsError InvalidConfig where that can't be the caller's.
 */
export function callerAccountOf(
  config: OrgConfig,
  organization: Organization,
  configFile: string,
): AccountId {
  const accounts = new Set(config.organization.callers.map((arn) => arn.split(':')[4] ?? ''));
  const [account = organization.managementAccountId] = accounts;
  const place = `${configFile} organization.callers`;
  if (accounts.size > 1)
    throw invalid(
      `${place} name several accounts: ${[...accounts].join(', ')}.`,
      'Name principals of one account.',
    );
  if (config.organization.caller === 'management-account') {
    if (account === organization.managementAccountId) return account;
    throw invalid(
      `${place} are in ${account}, the management account is ${organization.managementAccountId}.`,
      'Name principals of the management account, or set organization.caller: delegated-administrator.',
    );
  }
  if (organization.delegatedAdministrators.get(stackSetsService)?.includes(account)) return account;
  throw invalid(
    `${place} are in ${account}, which is no delegated administrator of CloudFormation StackSets.`,
    `Run aws organizations register-delegated-administrator --account-id ${account} --service-principal ${stackSetsService} in the management account.`,
  );
}

/** @throws OrgSecretsError InvalidConfig where the administrator account can't hold the hub and the aggregator. */
export function checkAdministrator(
  config: OrgConfig,
  organization: Organization,
  coverage: readonly Target[],
  exclusions: readonly Exclusion[],
  configFile: string,
): void {
  const { accountId, homeRegion } = config.delegatedAdministrator;
  const place = `${configFile} delegatedAdministrator`;
  const account = organization.accounts.find((known) => known.id === accountId);
  if (!account)
    throw invalid(
      `${place}.accountId: ${accountId} is no account of organization ${organization.id}.`,
      'Name an account of the organization.',
    );
  if (accountId === organization.managementAccountId)
    throw invalid(
      `${place}.accountId: ${accountId} is the management account, which can't be a delegated administrator.`,
      'Name a member account, e.g. the one for audits or security.',
    );
  if (coverage.some((target) => target.accountId === accountId && target.region === homeRegion)) return;
  const why = (where: (exclusion: Exclusion) => boolean) =>
    exclusions.find((exclusion) => exclusion.rule === undefined && where(exclusion));
  const reason =
    why((one) => one.accountId === accountId && one.region === undefined) ??
    why((one) => one.accountId === undefined && one.region === homeRegion) ??
    why((one) => one.accountId === accountId && one.region === homeRegion);
  throw invalid(
    `${place}: ${accountId} is not covered in its home Region ${homeRegion}: ${reason?.reason ?? 'no reason is known'} (${reason?.source ?? place}).`,
    account.state === 'ACTIVE' || account.state === 'PENDING_ACTIVATION'
      ? 'The hub stands there, and the aggregator: cover it, or choose another account or Region.'
      : `Name another account under ${place}.accountId: the hub and the aggregator are made there, and what is in ${accountId} is left behind.`,
  );
}

export function invalid(message: string, instructions: string): OrgSecretsError {
  return new OrgSecretsError('InvalidConfig', message, { fault: 'user', instructions });
}
