import { mapBounded } from '../concurrency/map-bounded.js';
import type { Emit } from '../model/events.js';
import type { SecretAccess } from '../model/secret-report.js';
import { targetKey, type AccountId, type Target } from '../model/target.js';
import { LookRefused } from '../observed/look-refused.js';
import type { MembersPort } from '../observed/ports.js';

const concurrentAccounts = 16;
const concurrentTargets = 4;

/** What was read of one secret, or why it is not known. */
export type AccessOf = (target: Target, arn: string) => SecretAccess | { readonly unknown: string };

/**
 * Reads, in each target, when its secrets were rotated and accessed: one role an account, one list a target. A target
 * that refuses is unknown with AWS's reason, and stops no other.
 *
 * @param targets those with secrets, in accounts that may be entered.
 */
export async function readAccess(
  targets: readonly Target[],
  members: Pick<MembersPort, 'look'>,
  emit: Emit,
  signal: AbortSignal,
): Promise<AccessOf> {
  const lists = new Map<string, ReadonlyMap<string, SecretAccess>>();
  const refusals = new Map<string, string>();
  const byAccount = new Map<AccountId, Target[]>();
  for (const target of targets)
    byAccount.set(target.accountId, [...(byAccount.get(target.accountId) ?? []), target]);
  await mapBounded([...byAccount], concurrentAccounts, async ([accountId, own]) => {
    await mapBounded(own, concurrentTargets, async (target) => {
      signal.throwIfAborted();
      // The session is taken once, however many targets ask for it.
      const listed = await orRefusal(async () =>
        (await members.look(accountId)).secrets(target.region).list(),
      );
      if (listed instanceof LookRefused) refusals.set(targetKey(target), listed.message);
      else lists.set(targetKey(target), new Map(listed.map(({ arn, ...access }) => [arn, access])));
      emit({ code: 'looking', done: lists.size + refusals.size, total: targets.length });
    });
  });
  return (target, arn) => {
    const key = targetKey(target);
    const refusal = refusals.get(key);
    if (refusal !== undefined) return { unknown: refusal };
    const list = lists.get(key);
    if (list === undefined) return { unknown: 'not covered, so nobody looked' };
    return list.get(arn) ?? { unknown: 'Secrets Manager does not list the secret' };
  };
}

async function orRefusal<T>(read: () => Promise<T>): Promise<T | LookRefused> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof LookRefused) return error;
    throw error;
  }
}
