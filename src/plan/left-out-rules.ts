import type { DesiredStackSet } from '../model/desired.js';
import type { LookLater } from '../model/plan.js';
import { targetKey, type Target } from '../model/target.js';
import type { Situation } from './situation.js';

/** What a standing instance of ours leaves out, and should not any more. */
export interface LeftOutRules {
  /** Rules that were somebody else's and are gone: our stack makes them from now on. */
  readonly gone: readonly string[];
  /** What it goes on leaving out. */
  readonly without: readonly string[];
  readonly later: LookLater | undefined;
}

/**
 * Called where our stack stands. An instance keeps what it leaves out (parameter overrides survive every update), so a
 * rule that was adopted and is deleted by its owner later stays missing until the override goes.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStackInstances.html (ParameterOverrides)
 *
 * @returns `undefined`: it leaves out nothing that is missing.
 */
export function decideLeftOut(
  target: Target,
  stackSet: DesiredStackSet,
  { desired, observed }: Situation,
): LeftOutRules | undefined {
  const look = observed.targets.get(targetKey(target));
  const leftOut = observed.leftOut.get(targetKey(target));
  if (!look?.seen || look.rules === 'not-looked' || leftOut === undefined) return undefined;
  const wanted = new Set((desired.rulesByRegion.get(stackSet.region) ?? []).map(({ name }) => name));
  const there = new Map(look.rules.map((rule) => [rule.name, rule]));
  const concerned = leftOut.filter((name) => wanted.has(name));
  const gone = concerned.filter((name) => !there.has(name));
  const leaving = concerned.find((name) => there.get(name)?.state.startsWith('DELETING'));
  if (leaving !== undefined)
    return { gone: [], without: [], later: { ...target, reason: `rule ${leaving} is being deleted` } };
  if (gone.length === 0) return undefined;
  return { gone, without: concerned.filter((name) => there.has(name)), later: undefined };
}
