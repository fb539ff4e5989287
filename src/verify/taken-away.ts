import { stackSetName } from '../desired/names.js';
import type { StackSetKind } from '../model/desired.js';
import type { StackInstance, TargetLook } from '../model/observed.js';
import { targetKey, type AccountId, type Target } from '../model/target.js';

/** `leaving`: our roles are being deleted there. `stands`: something of ours is there, or may be. */
export type TakenAway = 'gone' | 'leaving' | 'stands';

type Look = (targets: readonly Target[]) => Promise<ReadonlyMap<string, TargetLook>>;

/** Looks, and once more with new sessions where those of a run's beginning are denied: their roles may be gone. */
export async function withoutOldSessions(
  look: Look,
  targets: readonly Target[],
  sessions: { renew(accountId: AccountId): void },
): ReturnType<Look> {
  const looks = await look(targets);
  const denied = targets.filter((target) => {
    const seen = looks.get(targetKey(target));
    return seen?.seen === false && seen.why === 'denied';
  });
  if (denied.length === 0) return looks;
  for (const accountId of new Set(denied.map((one) => one.accountId))) sessions.renew(accountId);
  return new Map([...looks, ...(await look(denied))]);
}

/**
 * What StackSets say of targets into which nobody may look: `gone` where neither our roles in the account nor a recorder or
 * rules in the target are left in any of our StackSets.
 *
 * @returns by targetKey.
 */
export async function takenAway(
  prefix: string,
  targets: readonly Target[],
  stackSets: { listStackInstances(name: string): Promise<readonly StackInstance[] | undefined> },
): Promise<ReadonlyMap<string, TakenAway>> {
  const read = new Map<string, Promise<readonly StackInstance[] | undefined>>();
  const instancesOf = async (kind: StackSetKind, region: string): Promise<readonly StackInstance[]> => {
    const found: StackInstance[] = [];
    for (const model of ['SERVICE_MANAGED', 'SELF_MANAGED'] as const) {
      const name = stackSetName(prefix, kind, model, region);
      const reading = read.get(name) ?? stackSets.listStackInstances(name);
      read.set(name, reading);
      found.push(...((await reading) ?? []));
    }
    return found;
  };
  const answers = new Map<string, TakenAway>();
  for (const target of targets) {
    const { accountId, region } = target;
    const roles = (await instancesOf('member', region)).filter((one) => one.accountId === accountId);
    const things = [...(await instancesOf('recorder', region)), ...(await instancesOf('rules', region))];
    const isEmpty = !things.some((one) => targetKey(one) === targetKey(target));
    const isLeaving = roles.every(
      ({ detailedStatus }) => detailedStatus === 'PENDING' || detailedStatus === 'RUNNING',
    );
    const state = roles.length === 0 ? 'gone' : isLeaving ? 'leaving' : 'stands';
    answers.set(targetKey(target), isEmpty ? state : 'stands');
  }
  return answers;
}
