import type { Exclusion } from '../model/exclusion.js';
import type {
  ActionResult,
  AggregatorStatus,
  Outcome,
  TargetFailure,
  VerifiedCoverage,
} from '../model/outcome.js';
import type { Plan } from '../model/plan.js';
import { isAccepted, type AcceptedGap } from '../verify/proof.js';

export interface Judged {
  readonly approved: Plan;
  /** What the last look still asked for. */
  readonly lastPlan: Plan;
  readonly results: readonly ActionResult[];
  readonly coverage: VerifiedCoverage;
  readonly aggregator: AggregatorStatus;
  readonly acceptGaps: readonly AcceptedGap[];
  readonly interrupted: boolean;
  readonly exclusions: readonly Exclusion[];
}

const worstFirst: readonly ActionResult['state'][] = ['failed', 'not-attempted', 'done', 'skipped'];

/** Joins what the trips did with what was read back, and says how the run ended. */
export function judgeOutcome(judged: Judged): Outcome {
  const { coverage, aggregator, exclusions } = judged;
  const gaps = [...coverage.recorder.gaps, ...coverage.rules.gaps];
  const acceptedGaps = gaps.filter((gap) => isAccepted(gap, judged.acceptGaps));
  const results = mergeTrips(judged);
  const base = { results, coverage, acceptedGaps, exclusions, aggregator };
  if (judged.interrupted) return { ...base, outcome: 'interrupted' };
  const gateHeld = results.some(
    ({ action, state }) => action.type === 'prove-coverage' && state === 'failed',
  );
  // An aggregator that does not exist is refused; one that exists is left as it is, and the run has failed.
  if (gateHeld && aggregator.status === 'absent') return { ...base, outcome: 'refused' };
  const undone = results.filter(({ state }) => state === 'failed' || state === 'not-attempted');
  if (undone.some(({ refused }) => refused) && undone.every(followsFromRefusal))
    return { ...base, outcome: 'refused' };
  // Without an aggregator that was seen nobody can look at the whole; a narrowed run is not there for the whole.
  const aggregates =
    judged.lastPlan.scope !== undefined ||
    (aggregator.status !== 'absent' && aggregator.status !== 'unknown');
  const isDone = undone.length === 0 && acceptedGaps.length === gaps.length && aggregates;
  return { ...base, outcome: isDone ? 'done' : 'failed' };
}

/** Nothing went wrong here: it was not approved, or what it needs was not. */
function followsFromRefusal({ action, state, refused }: ActionResult): boolean {
  return refused === true || state === 'not-attempted' || action.type === 'prove-coverage';
}

/** One result per action: the worst of the trips. An approved action that the last look did not ask for was done already. */
function mergeTrips({ approved, lastPlan, results, interrupted }: Judged): readonly ActionResult[] {
  const byId = new Map<string, ActionResult>();
  for (const result of results) {
    const before = byId.get(result.action.id);
    if (before?.state === 'failed' && result.state === 'failed')
      byId.set(result.action.id, { ...before, failures: distinct([...before.failures, ...result.failures]) });
    else if (!before || worstFirst.indexOf(result.state) < worstFirst.indexOf(before.state))
      byId.set(result.action.id, result);
  }
  const open = new Set(lastPlan.actions.map(({ id }) => id));
  for (const action of approved.actions)
    if (!byId.has(action.id))
      byId.set(
        action.id,
        interrupted || open.has(action.id)
          ? {
              action,
              state: 'not-attempted',
              failures: [],
              reason: interrupted ? 'the run was interrupted' : 'the run ended before',
            }
          : { action, state: 'skipped', failures: [], reason: 'nothing was left to do' },
      );
  return [...byId.values()];
}

/** Each failure once: several trips may meet the same. */
function distinct(failures: readonly TargetFailure[]): readonly TargetFailure[] {
  const key = ({ accountId, region, reason }: TargetFailure) => [accountId, region, reason].join(' ');
  return [...new Map(failures.map((failure) => [key(failure), failure])).values()];
}
