import type { ActionResult } from '../../model/outcome.js';
import type { Action, Plan } from '../../model/plan.js';
import type { AccountId } from '../../model/target.js';

export interface Trip {
  readonly actions: readonly Action[];
  /** No further look can bring more. */
  readonly last: boolean;
  /** Accounts in which something failed on an earlier trip: left alone for the rest of the run. */
  readonly blockedAccounts: ReadonlySet<AccountId>;
}

/**
 * What this trip may do. As long as places are still to be looked at, the gate and the aggregator wait for a later
 * trip; at the deadline the gate judges what there is. What only a refused action would open is not waited for.
 *
 * @param earlier the results so far, what this plan's approval refused among them.
 */
export function nextTrip(
  allowed: readonly Action[],
  plan: Plan,
  earlier: readonly ActionResult[],
  deadlineReached: boolean,
): Trip {
  const blockedAccounts = new Set(
    earlier.flatMap(({ failures }) => failures.flatMap((failure) => failure.accountId ?? [])),
  );
  const refusal = refusalOf(earlier);
  const awaited = plan.lookLater.some(
    ({ accountId }) => !blockedAccounts.has(accountId) && !refusal.keepsShut(accountId),
  );
  const last = !awaited || deadlineReached;
  return { actions: last ? allowed : withoutGate(allowed), last, blockedAccounts };
}

/** A member stack that was not approved brings no role to look with, and without trusted access no Region is ever told. */
function refusalOf(results: readonly ActionResult[]): { keepsShut(accountId: AccountId): boolean } {
  const refused = results.flatMap((result) => (result.refused ? [result.action] : []));
  const shut = new Set(
    refused.flatMap((action) =>
      action.type === 'create-instances' && action.stackSet.kind === 'member'
        ? action.targets.map(({ accountId }) => accountId)
        : [],
    ),
  );
  const all = refused.some(({ type }) => type === 'enable-service-access');
  return { keepsShut: (accountId) => all || shut.has(accountId) };
}

/** Without the gate, and what comes after it. */
function withoutGate(actions: readonly Action[]): readonly Action[] {
  const later = new Set<string>();
  for (const { id, type, dependsOn } of actions)
    if (type === 'prove-coverage' || type === 'put-aggregator' || dependsOn.some((other) => later.has(other)))
      later.add(id);
  return actions.filter(({ id }) => !later.has(id));
}
