import { OrgSecretsError } from '../model/errors.js';
import type { OrgConfig } from '../model/org-config.js';
import type { AccountId, RegionName } from '../model/target.js';

/** Which secret is meant: by its ARN, or by its name in an account and Region. */
export interface SecretReference {
  readonly accountId: AccountId;
  readonly region: RegionName;
  readonly arn?: string;
  readonly name?: string;
}

const arnForm = /^arn:[a-z0-9-]+:secretsmanager:([a-z0-9-]+):(\d{12}):secret:.+/;

/**
 * @param secret an ARN, or a name, which needs the account and the Region beside it.
 * @throws OrgSecretsError InvalidUsage where it does not say which secret is meant, or the org.yaml excludes its account:
 * no call is made to an account that is excluded.
 */
export function secretReference(
  secret: string,
  account: AccountId | undefined,
  region: RegionName | undefined,
  { accounts }: Pick<OrgConfig, 'accounts'>,
): SecretReference {
  const reference = referenceOf(secret, account, region);
  const excluded = accounts.exclude.find(({ id }) => id === reference.accountId);
  if (excluded)
    throw usage(
      `Account ${excluded.id} is excluded (${excluded.reason ?? 'no reason given'}): orgsecrets makes no call to it.`,
      'Take it out of accounts.exclude in the org.yaml, or look with credentials of that account.',
    );
  return reference;
}

function referenceOf(
  secret: string,
  account: AccountId | undefined,
  region: RegionName | undefined,
): SecretReference {
  const [, inRegion, inAccount] = arnForm.exec(secret) ?? [];
  if (inRegion !== undefined && inAccount !== undefined) {
    if ((account ?? inAccount) !== inAccount || (region ?? inRegion) !== inRegion)
      throw usage(
        `The ARN names account ${inAccount} and Region ${inRegion}, the options others.`,
        'Leave --account and --region out.',
      );
    return { accountId: inAccount, region: inRegion, arn: secret };
  }
  if (secret.startsWith('arn:'))
    throw usage(`${secret} is no ARN of a secret.`, 'Give an ARN as Secrets Manager shows it, or a name.');
  if (account === undefined || region === undefined)
    throw usage(
      `A name alone does not say which secret is meant: ${secret}.`,
      'Add --account and --region, or give the ARN.',
    );
  return { accountId: account, region, name: secret };
}

function usage(message: string, instructions: string): OrgSecretsError {
  return new OrgSecretsError('InvalidUsage', message, { fault: 'user', instructions });
}
