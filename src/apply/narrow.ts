import type { CreateInstances, DeleteInstances, OperationTargets, UpdateInstances } from '../model/plan.js';
import type { AccountId } from '../model/target.js';

/** An operation without the accounts in which something it depends on failed, so that they hold up nobody else. */
export function withoutAccounts<T extends CreateInstances | UpdateInstances | DeleteInstances>(
  action: T,
  blocked: ReadonlySet<AccountId>,
): T {
  const left = action.targets
    .filter((target) => blocked.has(target.accountId))
    .map((target) => target.accountId);
  if (left.length === 0) return action;
  return {
    ...action,
    targets: action.targets.filter((target) => !blocked.has(target.accountId)),
    operation: leaveOut(action.operation, left),
  };
}

function leaveOut(operation: OperationTargets, accounts: readonly AccountId[]): OperationTargets {
  switch (operation.filter) {
    case 'NONE':
      return { ...operation, filter: 'DIFFERENCE', accounts };
    case 'DIFFERENCE':
      return { ...operation, accounts: [...new Set([...operation.accounts, ...accounts])].sort() };
    case 'INTERSECTION':
    case undefined:
      return { ...operation, accounts: operation.accounts.filter((account) => !accounts.includes(account)) };
  }
}
