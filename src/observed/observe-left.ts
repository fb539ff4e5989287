import { mapBounded } from '../concurrency/map-bounded.js';
import type { Desired } from '../model/desired.js';
import type { Emit } from '../model/events.js';
import type { SeenTarget, TargetLook } from '../model/observed.js';
import { targetKey, type AccountId, type Target } from '../model/target.js';
import { orNotSeen } from './observe-accounts.js';
import type { ConfigReadPort, MembersPort } from './ports.js';

const concurrentAccounts = 16;
const concurrentTargets = 4;

/** Looks for what of ours may be left: recorder, channel (which can be there without one) and rules, by their names. */
export async function observeLeft(
  desired: Pick<Desired, 'rulesByRegion'>,
  targets: readonly Target[],
  members: MembersPort,
  emit: Emit,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, TargetLook>> {
  const looks = new Map<string, TargetLook>();
  const byAccount = new Map<AccountId, Target[]>();
  for (const target of targets)
    byAccount.set(target.accountId, [...(byAccount.get(target.accountId) ?? []), target]);
  await mapBounded([...byAccount], concurrentAccounts, async ([accountId, own]) => {
    signal.throwIfAborted();
    const session = await orNotSeen(() => members.look(accountId));
    await mapBounded(own, concurrentTargets, async (target) => {
      signal.throwIfAborted();
      const names = (desired.rulesByRegion.get(target.region) ?? []).map(({ name }) => name);
      const look =
        'seen' in session ? session : await orNotSeen(() => left(session.config(target.region), names));
      looks.set(targetKey(target), look);
      emit({ code: 'looking', done: looks.size, total: targets.length });
    });
  });
  return looks;
}

async function left(config: ConfigReadPort, names: readonly string[]): Promise<SeenTarget> {
  const status = await config.recorderStatus();
  return {
    seen: true,
    recorder: status && { ...status, settings: undefined },
    channel: await config.channelStatus(),
    rules: names.length === 0 ? [] : await config.rules(names),
  };
}
