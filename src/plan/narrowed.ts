import type {
  Action,
  CreateInstances,
  DeleteInstances,
  UpdateInstances,
  UpdateStackSet,
} from '../model/plan.js';
import type { Target } from '../model/target.js';

/** An action that is an operation of a StackSet on some of its instances. */
export type Operation = CreateInstances | UpdateInstances | UpdateStackSet | DeleteInstances;

export function isOperation(action: Action): action is Operation {
  return (
    action.type === 'create-instances' ||
    action.type === 'update-instances' ||
    action.type === 'update-stack-set' ||
    action.type === 'delete-instances'
  );
}

/** The same operation for some of its accounts, named one by one. */
export function narrowed(action: Operation, targets: readonly Target[]): Action {
  const accounts = targets.map(({ accountId }) => accountId);
  const organizationalUnits = action.operation?.organizationalUnits;
  const filter = organizationalUnits && 'INTERSECTION';
  return { ...action, targets, operation: { organizationalUnits, filter, accounts } };
}
