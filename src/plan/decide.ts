import type { DesiredStackSet } from '../model/desired.js';
import type { SeenTarget } from '../model/observed.js';
import { isShared } from '../desired/names.js';
import { compareTargets, compareText, targetKey, type AccountId, type Target } from '../model/target.js';
import { adopt, adopted } from './adoption.js';
import { decideDefinition } from './definition-decision.js';
import type { Decisions } from './decisions.js';
import { emptyDraft, toMake, toMakeAgain, type Draft } from './draft.js';
import { isToBeMade } from './instance-state.js';
import { decisionOrder } from './kind-order.js';
import { decideLeftOut, type LeftOutRules } from './left-out-rules.js';
import { serviceLinkedRole } from './prerequisite.js';
import { inoperable, isLetGo } from './inoperable.js';
import { decideRecorder, type RecorderDecision } from './recorder-decision.js';
import { decideRules } from './rules-decision.js';
import { mendMade } from './made-mending.js';
import { isRulesStackThere, mendRules } from './rules-mending.js';
import type { Situation } from './situation.js';

/** Looks at every place once and says what it needs. */
export function decide(situation: Situation): Decisions {
  const draft = emptyDraft();
  for (const kind of decisionOrder)
    for (const stackSet of situation.desired.stackSets.filter((one) => one.kind === kind)) {
      decideInstances(stackSet, draft, situation);
      decideDefinition(stackSet, draft, situation);
    }
  const byTarget = (a: { target: Target }, b: { target: Target }) => compareTargets(a.target, b.target);
  return {
    make: new Map([...draft.make].map(([name, accounts]) => [name, [...accounts].sort(compareText)])),
    again: draft.again,
    put: draft.put.sort(byTarget),
    putRules: draft.putRules.sort(byTarget),
    rebuild: draft.rebuild,
    update: draft.update,
    without: draft.without,
    leftOut: draft.leftOut,
    adoptedRules: draft.adoptedRules,
    start: draft.start.sort(byTarget),
    extend: draft.extend.sort(byTarget),
    foreign: draft.foreign.sort(compareText),
    lookLater: distinctPlaces(draft.lookLater),
    obstacles: distinctPlaces(draft.obstacles),
  };
}

function decideInstances(stackSet: DesiredStackSet, draft: Draft, situation: Situation): void {
  const { kind, region } = stackSet;
  // A service-linked role is made with the first recorder that needs it.
  if (kind === 'slr') return;
  for (const accountId of stackSet.accounts) {
    const target = { accountId, region };
    if (kind === 'recorder')
      take(decideRecorder(target, stackSet, situation), target, stackSet, draft, situation);
    // AWS Config refuses a rule where there is no recorder, so rules follow the recorders.
    // https://github.com/aws-quickstart/quickstart-compliance-common/pull/6
    else if (isShared(kind) || kind === 'member' || draft.withRecorder.has(targetKey(target)))
      takeState(stackSet, accountId, draft, situation);
  }
}

function takeState(
  stackSet: DesiredStackSet,
  accountId: AccountId,
  draft: Draft,
  situation: Situation,
): void {
  const target = { accountId, region: stackSet.region };
  const state = situation.state(stackSet, accountId);
  if (isToBeMade(state)) {
    // An update that reaches a rule that is gone ruins the stack (ADR 6).
    if (stackSet.kind === 'rules') takeDriftedRules(stackSet, target, draft, situation);
    if (stackSet.kind === 'rules') takeRules(stackSet, target, draft, situation);
    else toMake(stackSet, accountId, draft);
  }
  if (state === 'standing' && stackSet.kind === 'rules')
    takeStandingRules(stackSet, target, draft, situation);
  takeMade(stackSet, target, draft, situation);
  if (state === 'inoperable') {
    if (isLetGo(target, stackSet, situation)) toMakeAgain(stackSet, accountId, 'forget', draft);
    else draft.obstacles.push(inoperable(target, stackSet, situation));
  }
  if (state === 'in-progress')
    draft.lookLater.push({ ...target, reason: `an operation of StackSet ${stackSet.name} is under way` });
}

/** What drift detection found, and what a rebuilding that was cut off left. */
function takeMade(stackSet: DesiredStackSet, target: Target, draft: Draft, situation: Situation): void {
  const { rebuild, again, obstacles } = mendMade(stackSet, target, situation);
  draft.obstacles.push(...obstacles);
  if (again) toMakeAgain(stackSet, target.accountId, again, draft);
  else if (rebuild) draft.rebuild = rebuild;
}

function takeStandingRules(
  stackSet: DesiredStackSet,
  target: Target,
  draft: Draft,
  situation: Situation,
): void {
  const look = situation.observed.targets.get(targetKey(target));
  if (!look?.seen) return;
  if (look.rulesStack === 'deleted') {
    toMakeAgain(stackSet, target.accountId, 'forget', draft);
    return;
  }
  putBackRules(stackSet, target, look, draft, situation);
  takeLeftOut(stackSet, target, draft, situation);
}

/** Of a stack that is there although its last operation failed. */
function takeDriftedRules(
  stackSet: DesiredStackSet,
  target: Target,
  draft: Draft,
  situation: Situation,
): void {
  const look = situation.observed.targets.get(targetKey(target));
  if (look?.seen && isRulesStackThere(look, situation.instance(stackSet, target.accountId)))
    putBackRules(stackSet, target, look, draft, situation);
}

function putBackRules(
  stackSet: DesiredStackSet,
  target: Target,
  look: SeenTarget,
  draft: Draft,
  situation: Situation,
): void {
  const { put, later } = mendRules(target, stackSet, look, situation);
  if (put) draft.putRules.push(put);
  if (later) draft.lookLater.push(later);
}

function takeLeftOut(stackSet: DesiredStackSet, target: Target, draft: Draft, situation: Situation): void {
  const leftOut = decideLeftOut(target, stackSet, situation);
  if (leftOut?.later) draft.lookLater.push(leftOut.later);
  if (!leftOut || leftOut.gone.length === 0) return;
  const accounts = draft.leftOut.get(stackSet.name) ?? new Map<AccountId, LeftOutRules>();
  draft.leftOut.set(stackSet.name, accounts.set(target.accountId, leftOut));
}

function takeRules(stackSet: DesiredStackSet, target: Target, draft: Draft, situation: Situation): void {
  const { without, adopted, obstacles, later } = decideRules(target, stackSet, situation);
  draft.obstacles.push(...obstacles);
  for (const rule of adopted)
    draft.adoptedRules.set(rule, [...(draft.adoptedRules.get(rule) ?? []), targetKey(target)]);
  if (later) {
    draft.lookLater.push(later);
    return;
  }
  // Instances keep what they leave out, so nothing is made before a person has decided.
  if (obstacles.length > 0) return;
  // A stack without a resource is no valid stack.
  if (without.length === (situation.desired.rulesByRegion.get(target.region) ?? []).length) return;
  toMake(stackSet, target.accountId, draft);
  if (without.length === 0) return;
  const accounts = draft.without.get(stackSet.name) ?? new Map<AccountId, readonly string[]>();
  draft.without.set(stackSet.name, accounts.set(target.accountId, without));
}

function take(
  decision: RecorderDecision,
  target: Target,
  stackSet: DesiredStackSet,
  draft: Draft,
  situation: Situation,
): void {
  switch (decision.is) {
    case 'later':
      draft.lookLater.push(decision.later);
      return;
    case 'in-the-way':
      if (decision.obstacle) draft.obstacles.push(decision.obstacle);
      // What is in its way may have left the recorder there, and rules go by that.
      if (!isRecorderThere(target, situation)) return;
      break;
    case 'replaced':
      draft.obstacles.push(decision.obstacle);
      draft.replaced.add(targetKey(target));
      break;
    case 'explained':
      break;
    case 'ours':
      if (decision.make) toMake(stackSet, target.accountId, draft);
      if (decision.again) toMakeAgain(stackSet, target.accountId, 'forget', draft);
      if (decision.put) draft.put.push(decision.put);
      if (usesServiceLinkedRole(stackSet)) withRole(target.accountId, draft, situation);
      if (decision.later) draft.lookLater.push(decision.later);
      if (decision.start !== undefined) draft.start.push({ target, recorder: decision.start });
      break;
    case 'foreign': {
      const { name: recorder } = decision.recorder;
      const adoption = adopt(decision.recorder, decision.channel, situation.desired);
      draft.foreign.push(targetKey(target));
      if (adoption.start) draft.start.push({ target, recorder });
      if (adoption.extend.length > 0) draft.extend.push({ target, recorder, differences: adoption.extend });
      draft.obstacles.push(
        ...adoption.lacks.map(({ lack, instructions }) => ({
          ...target,
          reason: `${adopted(decision.recorder)} ${lack}`,
          instructions,
        })),
      );
      break;
    }
    case 'to-make': {
      if (decision.withRole) withRole(target.accountId, draft, situation);
      toMake(stackSet, target.accountId, draft);
      break;
    }
  }
  draft.withRecorder.add(targetKey(target));
}

function isRecorderThere(target: Target, { observed }: Situation): boolean {
  const look = observed.targets.get(targetKey(target));
  return look?.seen === true && look.recorder !== undefined;
}

function usesServiceLinkedRole({ parameters }: DesiredStackSet): boolean {
  return parameters['RecorderRole'] === 'service-linked';
}

/** The service-linked role is made where a look found that it is missing. */
function withRole(accountId: AccountId, draft: Draft, situation: Situation): void {
  const ready = serviceLinkedRole(accountId, situation);
  const slr = situation.stackSetFor('slr', accountId);
  if ('obstacle' in ready && ready.obstacle) draft.obstacles.push(ready.obstacle);
  if (!('withRole' in ready) || !ready.withRole || !slr) return;
  if (situation.state(slr, accountId) === 'standing') toMakeAgain(slr, accountId, 'delete', draft);
  else toMake(slr, accountId, draft);
}

/** One entry for each place and reason, sorted. */
function distinctPlaces<T extends Partial<Target> & { readonly reason: string }>(
  places: readonly T[],
): readonly T[] {
  const key = (place: T) => `${place.accountId ?? ''}/${place.region ?? ''}/${place.reason}`;
  return [...new Map(places.map((place) => [key(place), place])).values()].sort((a, b) =>
    compareText(key(a), key(b)),
  );
}
