import { pollUntil } from '../../apply/poll.js';
import { mapBounded } from '../../concurrency/map-bounded.js';
import type { ActionResult } from '../../model/outcome.js';
import type { Plan } from '../../model/plan.js';
import type { AccountId } from '../../model/target.js';
import { LookRefused } from '../../observed/look-refused.js';
import type { MembersPort } from '../../observed/ports.js';
import type { Run } from '../run.js';

/**
 * Milliseconds: a role is known everywhere only some time after it was made, and until then it is denied like one that
 * is not there. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 */
const patience = 60_000;
const concurrentAccounts = 16;

/** Accounts that could not be looked at, and have got the role for it just now. */
export function accountsWithNewRoles(plan: Plan, ended: readonly ActionResult[]): readonly AccountId[] {
  const later = new Set(plan.lookLater.map(({ accountId }) => accountId));
  return ended.flatMap(({ action, state, failures }) => {
    if (action.type !== 'create-instances' || action.stackSet.kind !== 'member') return [];
    if (state === 'not-attempted' || failures.some(({ accountId }) => accountId === undefined)) return [];
    const failed = new Set(failures.map(({ accountId }) => accountId));
    return action.targets
      .map(({ accountId }) => accountId)
      .filter((accountId) => later.has(accountId) && !failed.has(accountId));
  });
}

/** Waits until the roles can be taken, for a while: what is denied after that is denied for another reason. */
export async function awaitRoles(
  run: Pick<Run, 'clock' | 'signal'> & { readonly aws: { readonly members: Pick<MembersPort, 'look'> } },
  accounts: readonly AccountId[],
  pollInterval: number,
  deadline: number,
): Promise<void> {
  const { clock, signal } = run;
  let open = accounts;
  const waiting = { clock, signal, pollInterval, deadline: Math.min(deadline, clock.now() + patience) };
  await pollUntil(waiting, async () => {
    const denied = await mapBounded(open, concurrentAccounts, async (accountId) => {
      try {
        await run.aws.members.look(accountId);
        return [];
      } catch (error) {
        if (!(error instanceof LookRefused)) throw error;
        return error.why === 'no-role' ? [accountId] : [];
      }
    });
    open = denied.flat();
    return open.length === 0 ? true : undefined;
  });
}
