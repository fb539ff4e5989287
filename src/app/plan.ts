import { everything, type Scope } from '../model/scope.js';
import { observe } from '../observed/observe.js';
import { makePlan } from '../plan/make-plan.js';
import type { PlanView } from '../report/types.js';
import { findStanding } from './find-standing.js';
import { refuseMissingBucket } from './refuse-missing-bucket.js';
import type { Run } from './run.js';
import { survey } from './survey.js';

/** What would be done: reads only. */
export async function plan(run: Run, scope: Scope = everything): Promise<PlanView> {
  const { standing, stackSets } = await findStanding(run, { scope });
  const { desired, accountNames } = await survey(run, [], standing, scope);
  await refuseMissingBucket(run, stackSets);
  const observed = await observe(desired, run.aws, run.emit, run.signal, stackSets);
  return { plan: makePlan(desired, observed), accountNames, calls: run.aws.calls() };
}
