import { cureOf, type Cure } from '../../apply/cure.js';
import type { ActionResult, TargetFailure } from '../../model/outcome.js';
import type { RuleRefusal } from '../../model/rule-refusal.js';
import { isWaitedFor, type Patience } from './patience.js';

export interface SecondTry {
  /** What stands, whatever the next try brings. */
  readonly kept: readonly ActionResult[];
  /** What failed, and may be cured: it stands where no time is left. */
  readonly unsettled: readonly ActionResult[];
  /** What AWS refused, and is left out of the next try. */
  readonly refusals: readonly RuleRefusal[];
}

/**
 * Sorts the results of a trip into what stands and what the next trip tries again. What was not attempted is left out,
 * since the next plan asks for it again.
 *
 * @param known what is left out already: that AWS refuses the same again can't be cured in this way.
 * @param patience what failed for want of an action that is not this run's stands after a few tries.
 * @returns `undefined` where no further try can help.
 */
export function secondTry(
  results: readonly ActionResult[],
  known: readonly RuleRefusal[],
  patience: Patience,
): SecondTry | undefined {
  const isKnown = ({ region, rule }: RuleRefusal) =>
    known.some((other) => other.region === region && other.rule === rule);
  const cure = (result: ActionResult, failure: TargetFailure): Cure | undefined => {
    const found = cureOf(result, failure);
    if (found?.by === 'leaving-out') return isKnown(found.refusal) ? undefined : found;
    return found && 'after' in found && !isWaitedFor(found.after, patience) ? undefined : found;
  };
  const cures = results.flatMap((result) =>
    result.failures.flatMap((failure) => cure(result, failure) ?? []),
  );
  if (cures.length === 0) return undefined;
  const refusals = cures.flatMap((one) => (one.by === 'leaving-out' ? [one.refusal] : []));
  const failuresOf = (result: ActionResult, curable: boolean) =>
    result.failures.filter((failure) => (cure(result, failure) !== undefined) === curable);
  const withoutCurable = (result: ActionResult): ActionResult => {
    const failures = failuresOf(result, false);
    if (failures.length === result.failures.length) return result;
    return { ...result, failures, state: failures.length === 0 ? 'done' : 'failed' };
  };
  const cured = results.map(withoutCurable);
  const failed = new Set(cured.flatMap(({ action, state }) => (state === 'failed' ? [action.id] : [])));
  // A bucket that refused the first recorder refuses the next one too: that no delivery was proved then stands.
  const stands = ({ action, state }: ActionResult) =>
    state !== 'not-attempted' ||
    (action.type === 'prove-delivery' && action.dependsOn.some((id) => failed.has(id)));
  return {
    kept: cured.filter(stands),
    unsettled: results
      .map((result) => ({ ...result, failures: failuresOf(result, true) }))
      .filter(({ failures }) => failures.length > 0),
    refusals: [...new Map(refusals.map((one) => [`${one.region} ${one.rule}`, one])).values()],
  };
}
