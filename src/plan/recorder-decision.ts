import type { DesiredStackSet } from '../model/desired.js';
import type { NotSeen, RecorderLook, SeenTarget, StackInstance } from '../model/observed.js';
import type { LookLater, Obstacle } from '../model/plan.js';
import { targetKey, type Target } from '../model/target.js';
import { accountService } from '../model/organization.js';
import { inoperable, isLetGo } from './inoperable.js';
import { hasStack, isToBeMade } from './instance-state.js';
import { prerequisite } from './prerequisite.js';
import { mendRecorder, type RecorderMending } from './recorder-mending.js';
import type { Situation } from './situation.js';

/** What a look says about the recorder of one target. */
export type RecorderDecision =
  | {
      readonly is: 'ours';
      readonly make: boolean;
      /** Somebody deleted the stack in the account: the StackSet is to forget the instance, and to make it anew. */
      readonly again: boolean;
      /** What is to be put back first. */
      readonly put: RecorderMending | undefined;
      /** The recorder's name, where it is stopped and nothing has to be put back. */
      readonly start: string | undefined;
      /** Whether it is stopped can't be seen yet. */
      readonly later: LookLater | undefined;
    }
  | {
      readonly is: 'foreign';
      readonly recorder: RecorderLook;
      readonly channel: SeenTarget['channel'];
    }
  | { readonly is: 'to-make'; readonly withRole: boolean }
  /** Somebody else's is there instead of ours. */
  | { readonly is: 'replaced'; readonly obstacle: Obstacle }
  /** Nobody looked, and the StackSets say that there is one. */
  | { readonly is: 'explained' }
  | { readonly is: 'later'; readonly later: LookLater }
  | { readonly is: 'in-the-way'; readonly obstacle: Obstacle | undefined };

/** Looking comes before deciding: where nobody could look, nothing is made. */
export function decideRecorder(
  target: Target,
  stackSet: DesiredStackSet,
  situation: Situation,
): RecorderDecision {
  const instance = situation.instance(stackSet, target.accountId);
  const state = situation.state(stackSet, target.accountId);
  const looked = situation.observed.targets.get(targetKey(target));
  const look = looked ?? notLooked;
  if (!look.seen && look.why === 'undecided') return undecidedRegion(target, look, situation);
  if (state === 'in-progress') return later(target, `an operation of StackSet ${stackSet.name} is under way`);
  if (state === 'inoperable') {
    const isFree = look.seen && !look.recorder && isLetGo(target, stackSet, situation);
    return isFree ? madeAnew : { is: 'in-the-way', obstacle: inoperable(target, stackSet, situation) };
  }
  if (isToBeMade(state) && look.seen && look.recorder && isSomebodyElses(look, instance, situation))
    return { is: 'foreign', recorder: look.recorder, channel: look.channel };
  if (hasStack(instance)) {
    const make = isToBeMade(state);
    if (look.seen) return ours(target, stackSet, make, look, situation);
    const later = make || !looked ? undefined : afterMember(target, look, situation);
    return { is: 'ours', make, again: false, put: undefined, start: undefined, later };
  }
  if (!looked && situation.observed.depth === 'quick') return { is: 'explained' };
  if (!look.seen) return notSeen(target, look, situation);
  if (look.recorder) return { is: 'foreign', recorder: look.recorder, channel: look.channel };
  const ready = prerequisite(target, situation);
  if ('later' in ready) return later(target, ready.later);
  if ('obstacle' in ready) return { is: 'in-the-way', obstacle: ready.obstacle };
  return { is: 'to-make', withRole: ready.withRole };
}

const madeAnew: RecorderDecision = {
  is: 'ours',
  make: false,
  again: true,
  put: undefined,
  start: undefined,
  later: undefined,
};

/**
 * Whether the recorder beside an instance that is missing or failed was there before. The instance keeps the name of a stack
 * that could not be made, and was taken away: because of this recorder, say. Where the stack is there it has made one.
 */
export function isSomebodyElses(
  { recorder, recorderStack }: SeenTarget,
  instance: StackInstance | undefined,
  { desired }: Pick<Situation, 'desired'>,
): boolean {
  if (!hasStack(instance)) return true;
  return recorder?.name !== desired.recorder.name && recorderStack !== 'there';
}

/** A stack of ours is there, or StackSets think so. */
function ours(
  target: Target,
  stackSet: DesiredStackSet,
  make: boolean,
  look: SeenTarget,
  situation: Situation,
): RecorderDecision {
  const { recorder, recorderStack } = look;
  if (recorder && recorder.name !== situation.desired.recorder.name)
    return { is: 'replaced', obstacle: replaced(target, stackSet, recorder) };
  const put = isStackGone(look, make) ? undefined : mendRecorder(target, stackSet, look, situation);
  const start = put || !recorder || recorder.recording ? undefined : recorder.name;
  return { is: 'ours', make, again: !make && recorderStack === 'deleted', put, start, later: undefined };
}

/**
 * Whether nothing is left of what a stack of ours made, and the stack itself is not there either.
 *
 * @param failed the last operation failed: of a stack that could not be made AWS leaves nothing.
 */
export function isStackGone({ recorder, channel, recorderStack }: SeenTarget, failed: boolean): boolean {
  const isThere =
    recorder !== undefined ||
    (channel !== undefined && channel !== 'not-looked') ||
    recorderStack === 'there';
  return recorderStack === 'deleted' || (failed && !isThere);
}

/** AWS Account Management tells once it has trusted access; where it has that already, a person is asked. */
function undecidedRegion(target: Target, { reason }: NotSeen, { desired }: Situation): RecorderDecision {
  if (desired.trustedServices.includes(accountService)) return later(target, reason);
  const instructions =
    'Let the caller read account:ListRegions of the account, or exclude the Region or the account.';
  return { is: 'in-the-way', obstacle: { ...target, reason, instructions } };
}

const notLooked: NotSeen = { seen: false, why: 'unavailable', reason: 'nobody has looked' };

function later(target: Target, reason: string): RecorderDecision {
  return { is: 'later', later: { ...target, reason } };
}

/** The member stack brings the role to look with: where it is still to come, a further look is worth it. */
function afterMember(target: Target, look: NotSeen, situation: Situation): LookLater | undefined {
  const { accountId } = target;
  const member = situation.stackSetFor('member', accountId);
  const state = member && situation.state(member, accountId);
  if (state === undefined || state === 'standing' || state === 'inoperable') return undefined;
  const place = situation.observed.accounts.get(accountId)?.seen ? target : { accountId };
  return { ...place, reason: `to be looked at after the member stack: ${look.reason}` };
}

function notSeen(target: Target, look: NotSeen, situation: Situation): RecorderDecision {
  const later = afterMember(target, look, situation);
  if (later) return { is: 'later', later };
  // AWS is still setting the account, or the Region in it, up: apply asks again until its deadline.
  if (look.why === 'pending') return { is: 'later', later: { ...target, reason: look.reason } };
  const instructions =
    look.why === 'unavailable'
      ? 'Run again later.'
      : `Check that ${situation.desired.prefix}-look trusts the caller (organization.callers) and that no service control policy denies it.`;
  return {
    is: 'in-the-way',
    obstacle: { ...target, reason: `it could not be looked at: ${look.reason}`, instructions },
  };
}

/** A target can't have two, and what others made is not taken away. */
function replaced(target: Target, stackSet: DesiredStackSet, { name }: RecorderLook): Obstacle {
  return {
    ...target,
    reason: `recorder ${name} is there instead of the one that StackSet ${stackSet.name} made`,
    instructions: `Delete that recorder, and run again; or, to keep it, delete the instance of StackSet ${stackSet.name} for this target (aws cloudformation delete-stack-instances), and run again: it is adopted.`,
  };
}
