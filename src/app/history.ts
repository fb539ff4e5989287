import { readHistory } from '../history/read-history.js';
import { secretReference, type SecretReference } from '../history/secret-reference.js';
import { OrgSecretsError } from '../model/errors.js';
import type { OrgConfig } from '../model/org-config.js';
import type { AccountId, RegionName } from '../model/target.js';
import { LookRefused } from '../observed/look-refused.js';
import type { HistoryView } from '../report/types.js';
import type { Run } from './run.js';

export interface HistoryOptions {
  /** An ARN, or a name with account and Region beside it. */
  readonly secret: string;
  readonly account?: AccountId | undefined;
  readonly region?: RegionName | undefined;
}

/**
 * How a secret became what it is: reads only, in the secret's own account.
 *
 * @throws OrgSecretsError InvalidUsage where no such secret is known, or its account is excluded; NotPermitted where no
 * role lets the tool look.
 */
export async function history(run: Run, { secret, account, region }: HistoryOptions): Promise<HistoryView> {
  const reference = secretReference(secret, account, region, run.config);
  run.emit({ code: 'reading', what: `history of ${reference.name ?? reference.arn ?? secret}` });
  try {
    const port = await run.aws.history(reference.accountId, reference.region);
    const found = await readHistory(reference, port, run.clock.now());
    return { history: found, calls: run.aws.calls() };
  } catch (error) {
    if (!(error instanceof LookRefused)) throw error;
    const { accountId, region: inRegion } = reference;
    throw new OrgSecretsError(
      'NotPermitted',
      `The secret's account could not be looked at: ${error.message}`,
      {
        fault: 'user',
        targets: [{ accountId, region: inRegion }],
        instructions: instructionsFor(error, reference, run.config),
        cause: error,
      },
    );
  }
}

/**
 * In a Region that is not enabled AWS takes no token, and a role would not help:
 * https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
 */
function instructionsFor(
  { why }: LookRefused,
  { accountId, region }: SecretReference,
  { stackSets }: OrgConfig,
): string {
  if (why === 'pending')
    return `AWS answers like this where ${region} is not enabled in account ${accountId}, or was enabled minutes ago. Enable the Region there; AWS Config has nothing to tell of one that is not enabled.`;
  return `Let ${stackSets.prefix}-look be made there (orgsecrets apply), or name a role by organization.memberRoles.`;
}
