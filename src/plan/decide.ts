import type { DesiredStackSet } from '../model/desired.js';
import type { Difference, LookLater, Obstacle } from '../model/plan.js';
import { compareTargets, compareText, targetKey, type AccountId, type Target } from '../model/target.js';
import { adopt } from './adoption.js';
import { isToBeMade } from './instance-state.js';
import { decideRecorder, inoperable } from './recorder-decision.js';
import type { Situation } from './situation.js';
import { decideUpdates, type Updates } from './updates.js';

/** What is to be done where, before it is put into actions. */
export interface Decisions {
  /** By StackSet name: the accounts in which an instance is to be made, or made again; sorted. */
  readonly make: ReadonlyMap<string, readonly AccountId[]>;
  readonly update: Updates['update'];
  readonly start: readonly { readonly target: Target; readonly recorder: string }[];
  readonly extend: readonly {
    readonly target: Target;
    readonly recorder: string;
    readonly differences: readonly Difference[];
  }[];
  /** Targets, by key, whose recorder was there before. */
  readonly foreign: readonly string[];
  readonly lookLater: readonly LookLater[];
  readonly obstacles: readonly Obstacle[];
}

/** Looks at every place once and says what it needs. */
export function decide(situation: Situation): Decisions {
  const make = new Map<string, Set<AccountId>>();
  const toMake = (stackSet: DesiredStackSet, accountId: AccountId) => {
    const accounts = make.get(stackSet.name) ?? new Set();
    make.set(stackSet.name, accounts.add(accountId));
  };
  const start: Decisions['start'][number][] = [];
  const extend: Decisions['extend'][number][] = [];
  const foreign: string[] = [];
  // Targets that have a recorder, or get one.
  const withRecorder = new Set<string>();
  const lookLater: LookLater[] = [];
  const obstacles: Obstacle[] = [];

  const decideInstance = (stackSet: DesiredStackSet, accountId: AccountId) => {
    const state = situation.state(stackSet, accountId);
    const target = { accountId, region: stackSet.region };
    if (isToBeMade(state)) toMake(stackSet, accountId);
    if (state === 'in-progress')
      lookLater.push({ ...target, reason: `an operation of StackSet ${stackSet.name} is under way` });
    if (state === 'inoperable') obstacles.push(inoperable(target, stackSet));
  };

  for (const stackSet of situation.desired.stackSets) {
    for (const accountId of stackSet.accounts) {
      const target = { accountId, region: stackSet.region };
      if (stackSet.kind === 'hub' || stackSet.kind === 'member') decideInstance(stackSet, accountId);
      if (stackSet.kind !== 'recorder') continue;
      const decision = decideRecorder(target, stackSet, situation);
      if (decision.is === 'later') lookLater.push(decision.later);
      if (decision.is === 'in-the-way' && decision.obstacle) obstacles.push(decision.obstacle);
      if (decision.is === 'later' || decision.is === 'in-the-way') continue;
      withRecorder.add(targetKey(target));
      switch (decision.is) {
        case 'ours':
          if (decision.make) toMake(stackSet, accountId);
          if (decision.start !== undefined) start.push({ target, recorder: decision.start });
          if (decision.obstacle) obstacles.push(decision.obstacle);
          break;
        case 'foreign': {
          const adoption = adopt(target, decision.recorder, situation.desired);
          const recorder = decision.recorder.name;
          foreign.push(targetKey(target));
          if (adoption.start) start.push({ target, recorder });
          if (adoption.extend.length > 0) extend.push({ target, recorder, differences: adoption.extend });
          obstacles.push(...adoption.obstacles);
          break;
        }
        case 'to-make': {
          toMake(stackSet, accountId);
          const slr = situation.stackSetFor('slr', accountId);
          if (decision.withRole && slr) toMake(slr, accountId);
          break;
        }
      }
    }
  }
  // AWS Config refuses a rule where there is no recorder, so rules follow the recorders.
  // https://github.com/aws-quickstart/quickstart-compliance-common/pull/6
  for (const stackSet of situation.desired.stackSets) {
    if (stackSet.kind !== 'rules' && stackSet.kind !== 'forward') continue;
    for (const accountId of stackSet.accounts)
      if (withRecorder.has(targetKey({ accountId, region: stackSet.region })))
        decideInstance(stackSet, accountId);
  }
  const updates = decideUpdates(situation, make, withRecorder);
  const byTarget = (a: { target: Target }, b: { target: Target }) => compareTargets(a.target, b.target);
  return {
    make: new Map([...updates.make].map(([name, accounts]) => [name, [...accounts].sort(compareText)])),
    update: updates.update,
    start: start.sort(byTarget),
    extend: extend.sort(byTarget),
    foreign: foreign.sort(compareText),
    lookLater: distinctPlaces(lookLater),
    obstacles: distinctPlaces([...obstacles, ...updates.obstacles]),
  };
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
