import type { ActionResult, TargetFailure } from '../model/outcome.js';
import type { Action } from '../model/plan.js';
import type { AccountId } from '../model/target.js';

const reason =
  'It is there at the last look, although it was to be taken away: most likely another run of orgsecrets (an apply in another terminal or pipeline) has made it meanwhile.';
const instructions = 'See that no other run goes on, then run destroy again.';

/**
 * Done is only what a last look confirms: what it finds has failed, though everything went well when it was taken away.
 *
 * @param left what the last look would still take away.
 * @returns the results of all actions, with those that are `added` or no longer what they were.
 */
export function withLeft(
  results: readonly ActionResult[],
  left: readonly Action[],
): { readonly results: readonly ActionResult[]; readonly added: readonly ActionResult[] } {
  const undone = new Set(
    results.filter(({ state }) => state === 'failed' || state === 'not-attempted').map(thingOf),
  );
  const standing = new Set(
    left.flatMap((action) => (action.type === 'delete-instances' ? [action.stackSet.name] : [])),
  );
  // Where something failed, what stands on it was left on purpose.
  const troubled = new Set(results.flatMap(({ failures }) => failures.map(({ accountId }) => accountId)));
  const added = left
    .filter((action) => isThing(action, standing) && !undone.has(thingOf({ action })))
    .map((action): ActionResult => ({ action, state: 'failed', failures: failuresOf(action, troubled) }))
    .filter(({ failures }) => failures.length > 0);
  const failed = new Set(added.map(({ action }) => action.id));
  return { results: [...results.filter(({ action }) => !failed.has(action.id)), ...added], added };
}

/** What the action takes away: of one StackSet several may. */
function thingOf({ action }: Pick<ActionResult, 'action'>): string {
  return action.type === 'delete-instances' ? `${action.type}/${action.stackSet.name}` : action.id;
}

/** What follows from instances that stand, or takes nothing away, is not told beside them. */
function isThing(action: Action, standing: ReadonlySet<string>): boolean {
  switch (action.type) {
    case 'prove-removal':
    case 'deploy-stack':
      return false;
    case 'delete-stack-set':
    case 'stop-auto-deployment':
      return !standing.has(action.stackSet.name);
    default:
      return true;
  }
}

function failuresOf(action: Action, troubled: ReadonlySet<AccountId | undefined>): readonly TargetFailure[] {
  if (action.type !== 'delete-instances') return [{ reason, instructions }];
  return action.targets
    .filter(({ accountId }) => !troubled.has(accountId))
    .map((target) => ({ ...target, reason, instructions }));
}
