import { mapBounded } from '../concurrency/map-bounded.js';
import type { Desired, DesiredRule } from '../model/desired.js';
import type { Emit } from '../model/events.js';
import type { SeenTarget, TargetLook } from '../model/observed.js';
import { type AccountId, type Target, targetKey } from '../model/target.js';
import { orNotSeen } from './observe-accounts.js';
import type { ConfigReadPort, MembersPort } from './ports.js';
import { undecidedLooks } from './undecided-looks.js';

const concurrentAccounts = 16;
const concurrentTargets = 4;

/**
 * Looks at the targets as deeply as a proof needs: recorder with its settings, delivery channel, rules. At most four
 * calls a target; one where `recorderProved` has an earlier look, of which the rules alone are read again.
 *
 * @returns a look for each target, by targetKey.
 */
export async function observeTargets(
  desired: Pick<Desired, 'rulesByRegion' | 'undecided'>,
  targets: readonly Target[],
  members: MembersPort,
  emit: Emit,
  signal: AbortSignal,
  recorderProved: ReadonlyMap<string, SeenTarget> = new Map(),
): Promise<ReadonlyMap<string, TargetLook>> {
  const undecided = undecidedLooks(desired);
  const looks = new Map<string, TargetLook>();
  const byAccount = new Map<AccountId, Target[]>();
  for (const target of targets.filter((one) => !undecided.has(targetKey(one))))
    byAccount.set(target.accountId, [...(byAccount.get(target.accountId) ?? []), target]);
  await mapBounded([...byAccount], concurrentAccounts, async ([accountId, own]) => {
    signal.throwIfAborted();
    const session = await orNotSeen(() => members.look(accountId));
    await mapBounded(own, concurrentTargets, async (target) => {
      signal.throwIfAborted();
      const rules = desired.rulesByRegion.get(target.region) ?? [];
      const known = recorderProved.get(targetKey(target));
      const look =
        'seen' in session
          ? session
          : await orNotSeen(() => prove(session.config(target.region), rules, known));
      looks.set(targetKey(target), look);
      emit({ code: 'looking', done: looks.size, total: targets.length });
    });
  });
  return new Map([...undecided, ...looks]);
}

async function prove(
  config: ConfigReadPort,
  rules: readonly DesiredRule[],
  known: SeenTarget | undefined,
): Promise<SeenTarget> {
  const recorder = known ?? (await proveRecorder(config));
  return {
    ...recorder,
    rules: rules.length === 0 ? [] : await config.rules(rules.map(({ name }) => name)),
  };
}

/** Settings and channel say nothing without a recorder; a rule can be there all the same. */
async function proveRecorder(config: ConfigReadPort): Promise<Omit<SeenTarget, 'rules'>> {
  const status = await config.recorderStatus();
  return {
    seen: true,
    recorder: status && { ...status, settings: await config.recorderSettings() },
    channel: status && (await config.channelStatus()),
  };
}
