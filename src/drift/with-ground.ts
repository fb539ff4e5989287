import { isShared } from '../desired/names.js';
import type { Action } from '../model/plan.js';
import { targetKey, type AccountId } from '../model/target.js';
import { narrowed } from '../plan/narrowed.js';

/**
 * Parts of a plan, with everything of the plan that they stand on and that is missing: what is there for all as a whole, and
 * in the accounts in which something is made what these lack. Updates of what stands are not brought along.
 *
 * @param actions in an order in which each stands after all that it depends on.
 * @param parts what is to be done, by id; each is an action of the plan, or a narrowed one.
 */
export function withGround(
  actions: readonly Action[],
  parts: ReadonlyMap<string, Action>,
): readonly Action[] {
  const kept = new Map<string, Action>();
  const asked = new Map<string, Asked>();
  for (const action of actions.toReversed()) {
    const one = groundOf(action, parts.get(action.id), asked.get(action.id));
    if (!one) continue;
    kept.set(one.id, one);
    for (const id of one.dependsOn) ask(asked, id, one);
  }
  return actions.flatMap(({ id }) => kept.get(id) ?? []);
}

/** By what stands on an action. */
interface Asked {
  /** In which something is made on it. */
  readonly accounts: Set<AccountId>;
  /** More than the gate of the whole coverage, which depends on every change and needs none: it reads what is there. */
  byChange: boolean;
}

function ask(asked: Map<string, Asked>, id: string, by: Action): void {
  const one = asked.get(id) ?? { accounts: new Set<AccountId>(), byChange: false };
  asked.set(id, one);
  for (const accountId of accountsMadeBy(by)) one.accounts.add(accountId);
  one.byChange ||= by.type !== 'prove-coverage';
}

function accountsMadeBy(action: Action): readonly AccountId[] {
  switch (action.type) {
    case 'create-instances':
    case 'delete-instances':
      return action.targets.map(({ accountId }) => accountId);
    case 'prove-delivery':
      return [action.target.accountId];
    default:
      return [];
  }
}

function groundOf(action: Action, part: Action | undefined, asked: Asked | undefined): Action | undefined {
  if (asked === undefined) return part;
  switch (action.type) {
    case 'activate-stacksets-access':
    case 'enable-service-access':
    case 'register-delegated-administrator':
    case 'prove-delivery':
    case 'prove-coverage':
      return action;
    case 'create-stack-set':
    case 'delete-stack':
      return asked.byChange ? action : part;
    case 'deploy-stack':
      return asked.byChange && action.change === 'create' ? action : part;
    // It has no instance, and is to be another one when it gets that: one that uses the bucket of an earlier one.
    case 'update-stack-set':
      return isShared(action.stackSet.kind) && action.targets.length === 0 ? action : part;
    case 'put-recorder':
      return asked.accounts.has(action.target.accountId) ? action : part;
    case 'create-instances':
    case 'delete-instances': {
      if (part === action || (asked.byChange && isShared(action.stackSet.kind))) return action;
      const chosen = new Set(part?.type === action.type ? part.targets.map(targetKey) : []);
      const targets = action.targets.filter(
        (target) => asked.accounts.has(target.accountId) || chosen.has(targetKey(target)),
      );
      if (targets.length === 0) return undefined;
      return targets.length === action.targets.length ? action : narrowed(action, targets);
    }
    default:
      return part;
  }
}
