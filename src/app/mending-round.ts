import { gone } from '../drift/became.js';
import { markUndone, withRound, type Undone } from '../drift/contested.js';
import { findingKey, type DriftFinding, type MendableFinding } from '../model/drift.js';
import type { ActionResult, Outcome } from '../model/outcome.js';
import type { Plan } from '../model/plan.js';
import { targetKey, type Target } from '../model/target.js';
import type { Desired } from '../model/desired.js';
import { conclude } from './conclude.js';
import type { Terms } from './look-around.js';
import type { DriftLook } from './look-for-drift.js';
import type { Run } from './run.js';
import { makeTrips } from './trips/make-trips.js';
import { unlessInterrupted } from './trips/unless-interrupted.js';

/** What was mended so far. */
export interface Mended {
  /** Of all rounds: what was to be done, and what came of it. */
  readonly approved: Plan;
  readonly outcome: Outcome;
  /** All that was found to be mended, or left, at the beginning of a round. */
  readonly found: readonly MendableFinding[];
  /** What a look after it shows; where nobody looked again, what was found before and is not done. */
  readonly left: DriftLook;
  /** Of what was found, what is done; missing: it was looked at again. */
  readonly notLookedAgain?: readonly MendableFinding[];
  readonly undone: Undone;
}

/**
 * Mends what a look has found, proves it, and looks again.
 *
 * @param earlier the rounds before, whose results stand where nothing newer is known.
 */
export async function mendOnce(
  run: Run,
  terms: Terms,
  first: DriftLook,
  look: () => Promise<DriftLook>,
  earlier: Mended | undefined,
): Promise<Mended> {
  // What a gate of an earlier round has read is older than what this one does.
  terms.gate.coverage = undefined;
  const { results, look: last } = await makeTrips(run, terms, first.plan, first, look);
  const all = newest(earlier?.outcome.results ?? [], results);
  const approved = together(earlier?.approved, first.plan);
  const outcome = judge(await conclude(run, approved, last, all, terms, touched(all, last.desired)));
  const after = await unlessInterrupted(run, look);
  const before = earlier?.undone ?? { rounds: 0, times: new Map() };
  const undone = after ? withRound(before, first.findings, after.findings, doneIn(results)) : before;
  const marked = (findings: readonly MendableFinding[]) => markUndone(findings, undone);
  const found = marked(distinct([...(earlier?.found ?? []), ...first.findings]));
  const round = { approved, outcome, found, undone };
  if (!after) {
    const done = new Set(doneAbout(first.findings, results));
    const open = first.findings.filter((one) => !done.has(one));
    return { ...round, left: { ...first, findings: marked(open) }, notLookedAgain: marked([...done]) };
  }
  const mended = gone(first.findings.filter(isMendable), allOf(first), allOf(after));
  run.emit({ code: 'mended', findings: mended });
  return { ...round, left: { ...after, findings: marked(after.findings) } };
}

function isMendable({ mendedBy }: MendableFinding): boolean {
  return mendedBy.length > 0;
}

function allOf({ findings, others }: DriftLook): readonly DriftFinding[] {
  return [...findings, ...others];
}

/** Those about which everything is done, and nothing failed in their accounts. */
function doneAbout(
  findings: readonly MendableFinding[],
  results: readonly ActionResult[],
): readonly MendableFinding[] {
  const done = doneIn(results);
  const failed = new Set(results.flatMap(({ failures }) => failures.map(({ accountId }) => accountId)));
  return findings.filter(
    (one) => isMendable(one) && one.mendedBy.every((id) => done.has(id)) && !failed.has(one.accountId),
  );
}

function doneIn(results: readonly ActionResult[]): ReadonlySet<string> {
  return new Set(results.flatMap(({ action, state }) => (state === 'done' ? [action.id] : [])));
}

/** Is there something to mend that has not just failed? A failure is told, and not tried again at once. */
export function hasMore({ outcome, left }: Mended): boolean {
  const failed = new Set(
    outcome.results.flatMap(({ action, state }) =>
      state === 'failed' || state === 'not-attempted' ? [action.id] : [],
    ),
  );
  return left.findings.some(({ mendedBy }) => mendedBy.some((id) => !failed.has(id)));
}

/** An aggregator that was not among what is to be mended is a finding, and no failure of this run. */
function judge(outcome: Outcome): Outcome {
  const { results, coverage, acceptedGaps } = outcome;
  const gaps = coverage.recorder.gaps.length + coverage.rules.gaps.length;
  const isMended =
    gaps === acceptedGaps.length && results.every(({ state }) => state === 'done' || state === 'skipped');
  return outcome.outcome === 'failed' && isMended ? { ...outcome, outcome: 'done' } : outcome;
}

/** What was done last about something counts. */
function newest(earlier: readonly ActionResult[], results: readonly ActionResult[]): readonly ActionResult[] {
  const again = new Set(results.map(({ action }) => action.id));
  return [...earlier.filter(({ action }) => !again.has(action.id)), ...results];
}

function together(earlier: Plan | undefined, plan: Plan): Plan {
  const ids = new Set(plan.actions.map(({ id }) => id));
  return {
    ...plan,
    actions: [...(earlier?.actions.filter(({ id }) => !ids.has(id)) ?? []), ...plan.actions],
  };
}

function distinct(findings: readonly MendableFinding[]): readonly MendableFinding[] {
  return [
    ...new Map(findings.toReversed().map((finding) => [findingKey(finding), finding])).values(),
  ].reverse();
}

/** Targets of the coverage in which a recorder or rules were worked on: what is there now is read back. */
function touched(
  results: readonly ActionResult[],
  { coverage }: Pick<Desired, 'coverage'>,
): readonly Target[] {
  const covered = new Set(coverage.map(targetKey));
  const targets = results.flatMap(({ action }): readonly Target[] => {
    if ('target' in action) return [action.target];
    const isProvable =
      'stackSet' in action && (action.stackSet.kind === 'recorder' || action.stackSet.kind === 'rules');
    return isProvable && 'targets' in action ? action.targets : [];
  });
  const known = targets.map((target): [string, Target] => [targetKey(target), target]);
  return [...new Map(known.filter(([key]) => covered.has(key))).values()];
}
