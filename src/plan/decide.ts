import type { DesiredStackSet, StackSetKind } from '../model/desired.js';
import type { Difference, LookLater, Obstacle } from '../model/plan.js';
import { isNarrow } from '../model/scope.js';
import { compareTargets, compareText, targetKey, type AccountId, type Target } from '../model/target.js';
import { adopt, adopted } from './adoption.js';
import { isToBeMade } from './instance-state.js';
import { decideLeftOut, type LeftOutRules } from './left-out-rules.js';
import { prerequisite } from './prerequisite.js';
import { decideRecorder, inoperable, type RecorderDecision } from './recorder-decision.js';
import { decideRules } from './rules-decision.js';
import type { Situation } from './situation.js';
import { decideUpdate, type Update } from './update-decision.js';

/** What is to be done where, before it is put into actions. */
export interface Decisions {
  /** By StackSet name: the accounts in which an instance is to be made, or made again; sorted. */
  readonly make: ReadonlyMap<string, readonly AccountId[]>;
  /** By StackSet name: definitions that change. */
  readonly update: ReadonlyMap<string, Update>;
  readonly start: readonly { readonly target: Target; readonly recorder: string }[];
  readonly extend: readonly {
    readonly target: Target;
    readonly recorder: string;
    readonly differences: readonly Difference[];
  }[];
  /** By StackSet name and account: rules that our stack leaves out there. */
  readonly without: ReadonlyMap<string, ReadonlyMap<AccountId, readonly string[]>>;
  /** By StackSet name and account: what a standing stack left out, and should not any more. */
  readonly leftOut: ReadonlyMap<string, ReadonlyMap<AccountId, LeftOutRules>>;
  /** Targets, by key, whose recorder was there before. */
  readonly foreign: readonly string[];
  /** Rules that were there before, and are as they should be: the targets, by key, by the rule's name. */
  readonly adoptedRules: ReadonlyMap<string, readonly string[]>;
  readonly lookLater: readonly LookLater[];
  readonly obstacles: readonly Obstacle[];
}

/** Decisions while they are being made. */
interface Draft {
  readonly make: Map<string, Set<AccountId>>;
  readonly update: Map<string, Update>;
  readonly without: Map<string, Map<AccountId, readonly string[]>>;
  readonly leftOut: Map<string, Map<AccountId, LeftOutRules>>;
  readonly adoptedRules: Map<string, string[]>;
  readonly start: Decisions['start'][number][];
  readonly extend: Decisions['extend'][number][];
  readonly foreign: string[];
  /** Targets, by key, that have a recorder or get one. */
  readonly withRecorder: Set<string>;
  readonly lookLater: LookLater[];
  readonly obstacles: Obstacle[];
}

/** Recorders say which service-linked roles are needed, and where rules can be. */
const order: readonly StackSetKind[] = ['hub', 'member', 'recorder', 'slr', 'rules', 'forward'];

/** Looks at every place once and says what it needs. */
export function decide(situation: Situation): Decisions {
  const draft: Draft = {
    make: new Map(),
    update: new Map(),
    without: new Map(),
    leftOut: new Map(),
    adoptedRules: new Map(),
    start: [],
    extend: [],
    foreign: [],
    withRecorder: new Set(),
    lookLater: [],
    obstacles: [],
  };
  for (const kind of order)
    for (const stackSet of situation.desired.stackSets.filter((one) => one.kind === kind)) {
      decideInstances(stackSet, draft, situation);
      decideDefinition(stackSet, draft, situation);
    }
  const byTarget = (a: { target: Target }, b: { target: Target }) => compareTargets(a.target, b.target);
  return {
    make: new Map([...draft.make].map(([name, accounts]) => [name, [...accounts].sort(compareText)])),
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
    else if (kind === 'hub' || kind === 'member' || draft.withRecorder.has(targetKey(target)))
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
    if (stackSet.kind === 'rules') takeRules(stackSet, target, draft, situation);
    else toMake(stackSet, accountId, draft);
  }
  if (state === 'standing' && stackSet.kind === 'rules') takeLeftOut(stackSet, target, draft, situation);
  if (state === 'inoperable') draft.obstacles.push(inoperable(target, stackSet));
  if (state === 'in-progress')
    draft.lookLater.push({ ...target, reason: `an operation of StackSet ${stackSet.name} is under way` });
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
      return;
    case 'ours':
      if (decision.make) toMake(stackSet, target.accountId, draft);
      if (getsServiceLinkedRole(stackSet, situation)) withRole(target.accountId, draft, situation);
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
      const slr = situation.stackSetFor('slr', target.accountId);
      if (decision.withRole && slr) toMake(slr, target.accountId, draft);
      toMake(stackSet, target.accountId, draft);
      break;
    }
  }
  draft.withRecorder.add(targetKey(target));
}

/** The recorders stand with a role of their own, and are to have the service-linked one. */
function getsServiceLinkedRole({ name, parameters }: DesiredStackSet, { observed }: Situation): boolean {
  const before = observed.stackSets.get(name)?.parameters['RecorderRole'];
  return before === 'dedicated' && parameters['RecorderRole'] === 'service-linked';
}

/** The service-linked role is made where it is missing. */
function withRole(accountId: AccountId, draft: Draft, situation: Situation): void {
  const ready = prerequisite(accountId, situation);
  const slr = situation.stackSetFor('slr', accountId);
  if ('withRole' in ready && ready.withRole && slr) toMake(slr, accountId, draft);
  if ('obstacle' in ready && ready.obstacle) draft.obstacles.push(ready.obstacle);
}

function decideDefinition(stackSet: DesiredStackSet, draft: Draft, situation: Situation): void {
  const { name, kind, region } = stackSet;
  // It is everybody's.
  if (isNarrow(situation.desired.scope)) return;
  const wanted = draft.make.get(name) ?? new Set();
  const canBe = (accountId: AccountId) => {
    const key = targetKey({ accountId, region });
    if (kind === 'recorder') return !draft.foreign.includes(key);
    return kind !== 'rules' || draft.withRecorder.has(key);
  };
  const decision = decideUpdate(stackSet, situation, wanted, canBe);
  if (!decision) return;
  if (decision !== 'held') {
    if (decision.update.autoDeploymentHeld)
      draft.obstacles.push({
        reason: `auto-deployment of StackSet ${name} can't change as long as it has instances that must not be touched: AWS changes it with all instances or not at all`,
        instructions: 'Delete them (aws cloudformation delete-stack-instances), and run again.',
      });
    draft.update.set(name, decision.update);
    draft.make.set(name, new Set([...wanted].filter((id) => !decision.covered.has(id))));
    return;
  }
  draft.make.delete(name);
  if (kind === 'recorder')
    for (const accountId of wanted) draft.withRecorder.delete(targetKey({ accountId, region }));
  const reason = `StackSet ${name} has to change, and so far it only has instances that must not be touched`;
  const looked = new Set(draft.lookLater.map(({ accountId }) => accountId));
  const instances = situation.observed.stackSets.get(name)?.instances ?? [];
  if (instances.some(({ accountId }) => looked.has(accountId)))
    for (const accountId of wanted) draft.lookLater.push({ accountId, region, reason });
  else
    draft.obstacles.push({
      reason,
      instructions: 'Delete them (aws cloudformation delete-stack-instances), and run again.',
    });
}

function toMake({ name }: DesiredStackSet, accountId: AccountId, draft: Draft): void {
  const accounts = draft.make.get(name) ?? new Set();
  draft.make.set(name, accounts.add(accountId));
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
