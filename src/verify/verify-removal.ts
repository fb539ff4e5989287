import type { Desired } from '../model/desired.js';
import type { TargetLook } from '../model/observed.js';
import type { TargetFailure } from '../model/outcome.js';
import type { ProveRemoval } from '../model/plan.js';
import { compareTargets, targetKey, type Target } from '../model/target.js';
import { judgeLeft, type Left } from './judge-left.js';
import type { TakenAway } from './taken-away.js';
import type { VerifyOptions } from './verify-coverage.js';

export interface RemovalOptions extends Omit<VerifyOptions, 'lookAt'> {
  /** Looks for what of ours may be left; answers by targetKey. */
  readonly lookAt: (targets: readonly Target[]) => Promise<ReadonlyMap<string, TargetLook>>;
  /** What StackSets say now of targets into which nobody may look; by targetKey. */
  readonly takenAway: (targets: readonly Target[]) => Promise<ReadonlyMap<string, TakenAway>>;
}

const longestPause = 6;

function isRefused(look: TargetLook | undefined): boolean {
  return look?.seen === false && (look.why === 'denied' || look.why === 'no-role');
}

/**
 * Another destroy takes the roles away only after its own proof, so that what StackSets say counts then. What they still
 * hold stays unknown.
 */
function withTaken(found: readonly Left[], taken: TakenAway | undefined): readonly Left[] {
  if (taken === undefined || taken === 'stands') return found;
  return taken === 'gone' ? [] : found.map((one) => ({ ...one, pending: true }));
}

/**
 * Reads back that nothing of ours is left. What AWS is still taking away is looked at again until the deadline.
 *
 * @param places where recorders and rules of ours stood.
 * @returns what is left, by target; none: it is proved.
 */
export async function verifyRemoval(
  desired: Pick<Desired, 'recorder' | 'rulesByRegion'>,
  { recorders, rules, roles }: Pick<ProveRemoval, 'recorders' | 'rules' | 'roles'>,
  options: RemovalOptions,
): Promise<readonly TargetFailure[]> {
  const had = { recorder: new Set(recorders.map(targetKey)), rules: new Set(rules.map(targetKey)) };
  const targets = [...new Map([...recorders, ...rules].map((one) => [targetKey(one), one])).values()].sort(
    compareTargets,
  );
  const left = new Map<string, { readonly target: Target; readonly found: readonly Left[] }>();
  let open: readonly Target[] = targets;
  for (let round = 1; ; round += 1) {
    options.signal.throwIfAborted();
    const looks = await options.lookAt(open);
    const refused = open.filter(
      (target) => isRefused(looks.get(targetKey(target))) && roles.includes(target.accountId),
    );
    const taken = refused.length === 0 ? new Map<string, TakenAway>() : await options.takenAway(refused);
    for (const target of open) {
      const key = targetKey(target);
      const found = judgeLeft(desired, target, looks.get(key), {
        recorder: had.recorder.has(key),
        rules: had.rules.has(key),
      });
      left.set(key, { target, found: withTaken(found, taken.get(key)) });
    }
    const clean = [...left.values()].filter(({ found }) => found.length === 0).length;
    options.emit({ code: 'verifying', verified: clean, total: targets.length });
    open = open.filter((target) => left.get(targetKey(target))?.found.some(({ pending }) => pending));
    const pause = options.pollInterval * Math.min(longestPause, round);
    if (open.length === 0 || options.clock.now() + pause > options.deadline) break;
    await options.clock.sleep(pause, options.signal);
  }
  return [...left.values()].flatMap(({ target, found }) =>
    found.map(({ reason }) => ({
      ...target,
      reason,
      instructions: 'Run destroy again; where it says the same, delete it by hand in the account.',
    })),
  );
}
