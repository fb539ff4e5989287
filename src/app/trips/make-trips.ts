import { runPlan } from '../../apply/run-plan.js';
import type { Desired } from '../../model/desired.js';
import type { ActionResult } from '../../model/outcome.js';
import type { Action, Plan } from '../../model/plan.js';
import type { Look, Terms } from '../look-around.js';
import type { Run } from '../run.js';
import { accountsWithNewRoles, awaitRoles } from './await-roles.js';
import { arrive, isHeldUp, notBegun, setOut, type Journey } from './journey.js';
import { approve } from './patience.js';
import { secondTry } from './second-try.js';
import { unlessInterrupted } from './unless-interrupted.js';

export interface Journeyed {
  readonly results: readonly ActionResult[];
  /** The last one that was taken. */
  readonly look: Look;
}

/** Each pause before a further try is longer than the one before, up to this many times the first. */
const growth = 1.5;
const longestPause = 6;

/**
 * Trips along the road (look, plan, act) inside an approved plan: again where something had to be made before the tool
 * could look, where AWS was still setting something up, or where it refused a rule and takes the others.
 *
 * @param first the look that the first trip acts on.
 * @param lookAgain a fresh one, for each further trip.
 */
export async function makeTrips(
  run: Run,
  terms: Terms,
  approved: Plan,
  first: Look,
  lookAgain: () => Promise<Look>,
): Promise<Journeyed> {
  let look = first;
  let journey: Journey = notBegun;
  approve(terms.patience, approved);
  let pause = run.config.stackSets.pollInterval * 1000;
  for (let trip = 1; ; trip += 1) {
    const { plan, context } = look;
    const began = run.clock.now();
    const { actions, last, blockedAccounts, results } = setOut(journey, approved, plan, terms.refusals, {
      ...context,
      now: began,
    });
    run.emit({ code: 'planned', actions, trip });
    const ended = await runPlan(actions, context, blockedAccounts);
    for (const name of ended.flatMap(({ action }) => workedOn(action, context.desired)))
      terms.made?.delete(name);
    const again = ended.some(context.isTriedAgain)
      ? secondTry(ended, terms.refusals, terms.patience)
      : undefined;
    if (again) terms.patience.tries += 1;
    journey = arrive(results, ended, again, run.clock.now() - began);
    if ((last && !again) || run.signal.aborted || isHeldUp(journey)) break;
    terms.refusals.push(...(again?.refusals ?? []));
    const next = await unlessInterrupted(run, async () => {
      // Where nothing was to be done, or AWS is still setting an account up, what is awaited needs time.
      if (again ? again.refusals.length === 0 : actions.length === 0) {
        await run.clock.sleep(pause, run.signal);
        pause = Math.min(pause * growth, context.pollInterval * longestPause);
      }
      await awaitRoles(run, accountsWithNewRoles(plan, ended), context.pollInterval, terms.deadline);
      return lookAgain();
    });
    if (next === undefined) break;
    look = next;
  }
  return { results: journey.results, look };
}

/** Whose drift is to be detected again: self-managed StackSets are looked at with the roles of the stack. */
function workedOn(action: Action, { stackSets }: Pick<Desired, 'stackSets'>): readonly string[] {
  if ('stackSet' in action) return [action.stackSet.name];
  if (action.type !== 'deploy-stack') return [];
  const withRoles = stackSets.filter(({ permissionModel }) => permissionModel === 'SELF_MANAGED');
  return [action.stack.name, ...withRoles.map(({ name }) => name)];
}
