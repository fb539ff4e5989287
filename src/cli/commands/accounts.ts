import { accountsDocument } from '../../report/json/accounts.js';
import { renderAccounts } from '../../report/render-accounts.js';
import type { AccountsOptions } from '../accounts-options.js';
import { exitCodes } from '../exit-codes.js';
import { scopeFrom } from '../scope.js';
import type { Session } from '../session.js';

export async function accounts(session: Session, options: AccountsOptions): Promise<number> {
  const { account, unit, only, prove = false, folder } = options;
  const view = await session.withRun((run) =>
    session.useCases.accounts(run, { scope: scopeFrom(account), units: unit, only, prove, folder }),
  );
  session.know(view.accountNames);
  await session.result(
    () => accountsDocument(view),
    () => renderAccounts(view, session.style),
  );
  return exitCodes.done;
}
