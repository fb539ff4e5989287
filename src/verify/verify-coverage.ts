import type { Clock } from '../model/clock.js';
import type { Desired } from '../model/desired.js';
import type { Emit } from '../model/events.js';
import type { SeenTarget, TargetLook } from '../model/observed.js';
import type { Gap, VerifiedCoverage } from '../model/outcome.js';
import { targetKey, type Target } from '../model/target.js';
import { freshDeliveries, type AskDelivery } from './fresh-deliveries.js';
import { judgeTarget } from './judge-target.js';

export interface VerifyOptions {
  /**
   * Looks at targets with the depth of a proof; answers by targetKey.
   *
   * @param recorderProved the last looks of those in which only the rules are still to be proved.
   */
  readonly lookAt: (
    targets: readonly Target[],
    recorderProved: ReadonlyMap<string, SeenTarget>,
  ) => Promise<ReadonlyMap<string, TargetLook>>;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch; in the past: look once. */
  readonly deadline: number;
  /** Milliseconds before the first further look at what is pending; later pauses grow. */
  readonly pollInterval: number;
  /** Asks for a delivery where the last one failed; missing: what AWS reports is taken as it is. */
  readonly askDelivery?: AskDelivery | undefined;
}

const longestPause = 6;

/**
 * Reads recorder and rules of all coverage back and judges them. Targets with a pending gap are looked at again until
 * nothing is pending or the deadline comes; what is proved is not asked for again. Where a delivery of ours failed a
 * fresh one decides, if it may be asked for.
 */
export async function verifyCoverage(desired: Desired, options: VerifyOptions): Promise<VerifiedCoverage> {
  const gaps = new Map<string, readonly Gap[]>();
  let recorderProved: ReadonlyMap<string, SeenTarget> = new Map();
  let open: readonly Target[] = desired.coverage;
  const deliveries = options.askDelivery && freshDeliveries(desired, options.askDelivery, options);
  for (let round = 1; ; round += 1) {
    options.signal.throwIfAborted();
    const looks = await options.lookAt(open, recorderProved);
    await deliveries?.ask(open, looks);
    for (const target of open) {
      const look = looks.get(targetKey(target));
      const judged = judgeTarget(desired, target, look);
      gaps.set(targetKey(target), deliveries?.amend(target, look, judged) ?? judged);
    }
    const verified = [...gaps.values()].filter((own) => own.length === 0).length;
    options.emit({ code: 'verifying', verified, total: desired.coverage.length });
    open = open.filter((target) => gaps.get(targetKey(target))?.some((gap) => gap.pending));
    recorderProved = new Map(
      open.map(targetKey).flatMap((key): [string, SeenTarget][] => {
        const look = looks.get(key);
        return look?.seen && gaps.get(key)?.every(({ thing }) => thing === 'rules') ? [[key, look]] : [];
      }),
    );
    const pause = options.pollInterval * Math.min(longestPause, round);
    if (open.length === 0 || options.clock.now() + pause > options.deadline) break;
    await options.clock.sleep(pause, options.signal);
  }
  return countCoverage(desired, [...gaps.values()].flat());
}

/** Counts the gaps of all coverage, recorder and rules apart. */
export function countCoverage(desired: Desired, gaps: readonly Gap[]): VerifiedCoverage {
  const withRules = desired.coverage.filter(
    ({ region }) =>
      (desired.rulesByRegion.get(region) ?? []).length > 0 ||
      desired.refusedRules.some((refusal) => refusal.region === region),
  );
  const of = (thing: Gap['thing'], targets: readonly Target[]) => {
    const own = gaps.filter((gap) => gap.thing === thing);
    return {
      desired: targets.length,
      verified: targets.length - new Set(own.map(targetKey)).size,
      gaps: own,
    };
  };
  return { recorder: of('recorder', desired.coverage), rules: of('rules', withRules) };
}
