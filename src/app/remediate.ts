import { OrgSecretsError } from '../model/errors.js';
import type { Desired } from '../model/desired.js';
import type { MendableFinding } from '../model/drift.js';
import type { ActionResult, Outcome } from '../model/outcome.js';
import type { Plan } from '../model/plan.js';
import { targetKey, type Target } from '../model/target.js';
import type { DriftView } from '../report/types.js';
import { conclude } from './conclude.js';
import { driftTerms, driftView, lookForDrift, seeContested, type DriftQuestion } from './look-for-drift.js';
import { refuseWithoutHub } from './refuse-without-hub.js';
import type { Run } from './run.js';
import { makeTrips } from './trips/make-trips.js';
import { unlessInterrupted } from './trips/unless-interrupted.js';

export interface RemediateOptions extends DriftQuestion {
  /** Is shown what was found, and the plan that mends it. */
  readonly approve: (found: DriftView, plan: Plan) => Promise<boolean>;
}

/**
 * Looks for drift, mends what orgsecrets made or may change, in the same trips as apply, proves it where recorders or rules
 * were touched, and looks again: what is found then is left to a person. Nothing is taken away for good.
 *
 * @throws OrgSecretsError where the run could not begin, or was not approved; what fails later is in the outcome.
 */
export async function remediate(run: Run, options: RemediateOptions): Promise<DriftView> {
  const terms = driftTerms(run, options);
  const look = () => lookForDrift(run, terms, options.only);
  const seen = await look();
  const contested = await seeContested(run, options, seen);
  const first = contested(seen);
  const found = driftView(run, options, first);
  run.emit({ code: 'found', findings: first.findings, unseen: first.unseen });
  if (first.plan.actions.length === 0) return found;
  refuseWithoutHub(first);
  if (!(await options.approve(found, first.plan))) {
    run.signal.throwIfAborted();
    throw new OrgSecretsError('Refused', 'Nothing was mended: it was not approved.', { fault: 'user' });
  }

  const { results, look: last } = await makeTrips(run, terms, first.plan, first, look);
  const outcome = judge(
    await conclude(run, first.plan, last, results, terms, touched(results, last.desired)),
  );
  const leftOver = await unlessInterrupted(run, look);
  const left = leftOver ? contested(leftOver) : first;
  run.emit({ code: 'mended', findings: gone(first.findings, left.findings) });
  const { coverage, acceptedGaps, aggregator } = outcome;
  run.emit({ code: 'proved', coverage, acceptedGaps, aggregator });
  run.emit({ code: 'ended', outcome: outcome.outcome });
  const remediation = { found: first.findings, outcome };
  return { ...driftView(run, options, left), remediation };
}

/** An aggregator that was not among what is to be mended is a finding, and no failure of this run. */
function judge(outcome: Outcome): Outcome {
  const { results, coverage, acceptedGaps } = outcome;
  const gaps = coverage.recorder.gaps.length + coverage.rules.gaps.length;
  const isMended =
    gaps === acceptedGaps.length && results.every(({ state }) => state === 'done' || state === 'skipped');
  return outcome.outcome === 'failed' && isMended ? { ...outcome, outcome: 'done' } : outcome;
}

/** What was found and is not there any more, because something was done about it. */
function gone(
  found: readonly MendableFinding[],
  left: readonly MendableFinding[],
): readonly MendableFinding[] {
  const key = ({ kind, accountId, region, thing }: MendableFinding) =>
    [kind, accountId, region, thing].join(' ');
  const still = new Set(left.map(key));
  return found.filter((finding) => finding.mendedBy.length > 0 && !still.has(key(finding)));
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
