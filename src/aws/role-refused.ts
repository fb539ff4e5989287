import { OrgSecretsError } from '../model/errors.js';
import type { AccountId } from '../model/target.js';
import { LookRefused } from '../observed/look-refused.js';

/** What a person is told where no role could be taken; any other error as it is. */
export function roleRefused(error: unknown, accountId: AccountId): unknown {
  if (!(error instanceof LookRefused)) return error;
  return new OrgSecretsError('NotPermitted', `No role may be taken in ${accountId}: ${error.message}`, {
    fault: 'user',
    targets: [{ accountId }],
    instructions: 'Run apply again once the roles of orgsecrets are deployed there.',
    cause: error,
  });
}
