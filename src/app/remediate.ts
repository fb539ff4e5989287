import { OrgSecretsError } from '../model/errors.js';
import type { Plan } from '../model/plan.js';
import type { DriftView } from '../report/types.js';
import {
  driftTerms,
  driftView,
  lookForDrift,
  lookForDriftAgain,
  seeContested,
  type DriftQuestion,
} from './look-for-drift.js';
import { hasMore, mendOnce, type Mended } from './mending-round.js';
import { refuseWithoutHub } from './refuse-without-hub.js';
import type { Run } from './run.js';

export interface RemediateOptions extends DriftQuestion {
  /** Is shown what was found, and the plan that mends it. */
  readonly approve: (found: DriftView, plan: Plan) => Promise<boolean>;
}

/** What is mended may show what nobody could see before; more often than this nobody is surprised in one run. */
const mostRounds = 3;

/**
 * Looks for drift, mends what orgsecrets made or may change, in the same trips as apply, proves it where recorders or rules
 * were touched, and looks again: what is found then that orgsecrets mends came to light meanwhile, and is the next round's,
 * approved on its own. What is left at the end is left to a person. Nothing is taken away for good.
 *
 * @throws OrgSecretsError where the run could not begin, or was not approved; what fails later is in the outcome.
 */
export async function remediate(run: Run, options: RemediateOptions): Promise<DriftView> {
  const terms = driftTerms(run, options);
  const seen = await lookForDrift(run, terms, options.only);
  const contested = await seeContested(run, options, seen, true);
  let now = contested(seen);
  run.emit({ code: 'found', findings: now.findings, unseen: now.unseen });
  if (now.plan.actions.length === 0) return driftView(run, options, now);
  refuseWithoutHub(now);
  if (!(await options.approve(driftView(run, options, now), now.plan))) {
    run.signal.throwIfAborted();
    throw new OrgSecretsError('Refused', 'Nothing was mended: it was not approved.', { fault: 'user' });
  }

  const lookAgain = async () => contested(await lookForDriftAgain(run, terms, options.only, now));
  let done: Mended | undefined;
  for (let round = 1; ; round += 1) {
    done = await mendOnce(run, terms, now, lookAgain, done);
    now = done.left;
    const isTimeLeft = !run.signal.aborted && run.clock.now() < terms.deadline;
    if (round === mostRounds || !isTimeLeft || !hasMore(done)) break;
    run.emit({ code: 'found', findings: now.findings, unseen: now.unseen });
    if (!(await options.approve(driftView(run, options, now), now.plan))) break;
  }
  const { outcome, found, left, notLookedAgain } = done;
  const { coverage, acceptedGaps, aggregator } = outcome;
  run.emit({ code: 'proved', coverage, acceptedGaps, aggregator });
  run.emit({ code: 'ended', outcome: outcome.outcome });
  return {
    ...driftView(run, options, left),
    remediation: { found, outcome, ...(notLookedAgain && { notLookedAgain }) },
  };
}
