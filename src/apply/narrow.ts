import type {
  Action,
  CreateInstances,
  DeleteInstances,
  OperationTargets,
  UpdateInstances,
  UpdateStackSet,
} from '../model/plan.js';
import type { AccountId, Target } from '../model/target.js';
import { chunk } from '../plan/chunk.js';

type Instances = CreateInstances | UpdateInstances | DeleteInstances;
/** An operation that says whom it reaches. */
type Named = Instances | (UpdateStackSet & { readonly operation: OperationTargets });

/** An operation without the accounts in which something it depends on failed, so that they hold up nobody else. */
export function withoutAccounts<T extends Named>(action: T, blocked: ReadonlySet<AccountId>): T {
  const left = action.targets
    .filter((target) => blocked.has(target.accountId))
    .map((target) => target.accountId);
  if (left.length === 0) return action;
  const targets = action.targets.filter((target) => !blocked.has(target.accountId));
  const operation = leaveOut(action.operation, left);
  const isLonger = operation.filter === 'DIFFERENCE' && operation.accounts.length > targets.length;
  return { ...action, targets, operation: isLonger ? named(operation, targets) : operation };
}

/** One by one. */
function named({ organizationalUnits }: OperationTargets, targets: readonly Target[]): OperationTargets {
  const accounts = targets.map(({ accountId }) => accountId);
  return { organizationalUnits, filter: organizationalUnits && 'INTERSECTION', accounts };
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

/**
 * The same in several operations, where one would name more accounts than a request should: a plan names few enough, and
 * leaving accounts out makes the list longer.
 *
 * @param most accounts that one operation may name.
 */
export function inPieces<T extends Action>(action: T, most: number): readonly T[] {
  if (!isOperation(action)) return [action];
  const { operation, targets } = action;
  if (operation === undefined || operation.accounts.length <= most) return [action];
  return chunk(targets, most).map((some) => ({
    ...action,
    targets: some,
    operation: named(operation, some),
  }));
}

function isOperation(action: Action): action is Instances | UpdateStackSet {
  return isInstances(action) || action.type === 'update-stack-set';
}

export function isNamed(action: Action): action is Named {
  return isInstances(action) || (action.type === 'update-stack-set' && action.operation !== undefined);
}

export function isInstances(action: Action): action is Instances {
  return ['create-instances', 'update-instances', 'delete-instances'].includes(action.type);
}
