import { blindKinds, type DriftDepth, type DriftKind } from '../../../src/model/drift.js';
import { targetKey } from '../../../src/model/target.js';
import type { Place } from '../disturb/administrator.js';
import {
  accounts,
  at,
  audit,
  home,
  instanceOfMade,
  isDefinitionHeld,
  isMadeLeft,
  kinds,
  places,
  stackSetOf,
  type Instance,
  type Kind,
  type State,
  type TargetState,
  waitsForRecorder,
} from './state.js';

/** A changed recorder, with the settings that are otherwise. */
export function changedThing(thing: string, fields: Iterable<string>): string {
  return `${thing}: ${[...new Set(fields)].toSorted().join(', ')}`;
}

/** One finding that there must be: of what, where, and whether it is left to a person. */
export interface Expected {
  readonly kind: DriftKind;
  /** `ACCOUNT/REGION` */
  readonly place: string;
  /** What the finding calls it; of a resource that a stack made, its name in the template. */
  readonly thing: string;
  readonly isLeft: boolean;
}

/** What a look of a depth must find, no more and no less. */
export function expectedAt(state: State, depth: DriftDepth): readonly Expected[] {
  const blind = blindKinds(depth);
  return expected(state, depth).filter(({ kind }) => !blind.includes(kind));
}

function expected(state: State, depth: DriftDepth): readonly Expected[] {
  return [
    ...places.flatMap((place) => inTarget(state, place, depth)),
    ...accounts.flatMap((accountId) => inAccount(state, accountId, depth)),
    ...instance(state.hub, `${audit}/${home}`, 'orgsecrets-hub'),
    ...[...state.outdated].map((name) =>
      (isDefinitionHeld(state, name) ? left : mended)('definition-outdated', '/', `StackSet ${name}`),
    ),
    ...ofAggregator(state),
    ...ofMade(state),
  ];
}

const mended = (kind: DriftKind, place: string, thing: string): Expected => ({
  kind,
  place,
  thing,
  isLeft: false,
});
const left = (kind: DriftKind, place: string, thing: string): Expected => ({
  kind,
  place,
  thing,
  isLeft: true,
});

const kindOf: Readonly<Partial<Record<Instance, DriftKind>>> = {
  missing: 'instance-missing',
  failed: 'instance-failed',
  outdated: 'instance-outdated',
  'stack-gone': 'stack-deleted',
};

function instance(state: Instance, place: string, stackSet: string): readonly Expected[] {
  const thing = `${state === 'stack-gone' ? 'stack' : 'instance'} of StackSet ${stackSet}`;
  if (state === 'inoperable') return [left('instance-inoperable', place, thing)];
  const kind = kindOf[state];
  return kind ? [mended(kind, place, thing)] : [];
}

function isBare({ instances }: TargetState): boolean {
  return kinds.every((kind) => instances[kind] === 'missing');
}

function inTarget(state: State, place: Place, depth: DriftDepth): readonly Expected[] {
  const target = at(state, place);
  const key = targetKey(place);
  if (isBare(target)) return [mended('not-covered', key, 'recorder and rules')];
  return [
    ...kinds
      .filter((kind) => isSeen(kind, target, depth))
      .flatMap((kind) =>
        instance(target.instances[kind], key, stackSetOf(kind, place)).map((one) =>
          isInTheWay(kind, target) ? { ...one, isLeft: true } : one,
        ),
      ),
    ...ofRecorder(target, key),
    ...ofRules(target, key),
    ...[...target.duplicates].map((name) => left('rule-duplicate', key, `rule ${name}-too`)),
    ...[...target.failing]
      .filter((name) => !target.rules.has(name))
      .map((name) => left('rule-failing', key, `rule ${name}`)),
  ];
}

/** A stack is not updated where somebody else's recorder is in the place of its own, nor what needs a recorder without one. */
export function isInTheWay(kind: Kind, target: TargetState): boolean {
  return kind === 'recorder' ? target.recorder === 'replaced' : waitsForRecorder(target);
}

/** What a shallow depth takes for something else: docs/drift.md says so. */
function isSeen(kind: Kind, { instances }: TargetState, depth: DriftDepth): boolean {
  // Rules of ours are where a recorder is, and without an instance of ours that may be somebody else's.
  if (kind === 'recorder' && instances.recorder === 'missing' && depth === 'quick')
    return !['standing', 'stack-gone'].includes(instances.rules);
  return kind === 'recorder' || instances[kind] !== 'stack-gone' || depth === 'deep';
}

function ofRecorder(target: TargetState, key: string): readonly Expected[] {
  if (['missing', 'inoperable', 'stack-gone'].includes(target.instances.recorder)) return [];
  if (target.recorder === 'replaced') return [left('recorder-replaced', key, 'recorder default')];
  const found: Expected[] = [];
  const [recorder, channel] = ['recorder orgsecrets', 'delivery channel orgsecrets'];
  if (target.recorder === 'gone') found.push(mended('recorder-missing', key, recorder));
  else {
    if (target.isStopped) found.push(mended('recorder-stopped', key, recorder));
    if (target.changed.size > 0)
      found.push(mended('recorder-changed', key, changedThing(recorder, target.changed)));
  }
  if (target.channel === 'gone') found.push(mended('channel-missing', key, channel));
  if (target.channel === 'elsewhere') found.push(mended('channel-changed', key, channel));
  return found;
}

function ofRules(target: TargetState, key: string): readonly Expected[] {
  if (['missing', 'inoperable', 'stack-gone'].includes(target.instances.rules)) return [];
  const judged = isInTheWay('rules', target) ? left : mended;
  return [...target.rules].map(([name, what]) =>
    judged(what === 'gone' ? 'rule-missing' : 'rule-changed', key, `rule ${name}`),
  );
}

function inAccount(state: State, accountId: string, depth: DriftDepth): readonly Expected[] {
  const mine = places.filter((place) => place.accountId === accountId).map((place) => at(state, place));
  const member = state.members.get(accountId) ?? 'standing';
  const isNew = member === 'missing' && mine.every(isBare);
  const hasRecorder = mine.some(({ instances }) => ['standing', 'stack-gone'].includes(instances.recorder));
  return [
    ...(isNew || (member === 'stack-gone' && depth !== 'deep')
      ? []
      : instance(member, `${accountId}/${home}`, stackSetOf('member', { accountId, region: home }))),
    ...(state.withoutServiceRole.has(accountId) && hasRecorder
      ? [mended('service-role-missing', `${accountId}/`, 'AWSServiceRoleForConfig')]
      : []),
  ];
}

function ofAggregator({ aggregator, troubledSources }: State): readonly Expected[] {
  const place = `${audit}/${home}`;
  const thing = 'aggregator orgsecrets';
  return [
    ...(aggregator === 'gone' ? [mended('aggregator-missing', place, thing)] : []),
    ...(aggregator === 'narrowed' ? [mended('aggregator-changed', place, thing)] : []),
    ...[...troubledSources].map((source) => left('aggregator-source-failing', source, `source of ${thing}`)),
  ];
}

/** Drift detection tells it of instances whose last operation succeeded. */
function ofMade(state: State): readonly Expected[] {
  return [...state.made.values()]
    .filter((made) => instanceOfMade(state, made) === 'standing')
    .map((made) => ({
      kind: made.is === 'missing' ? 'resource-missing' : 'resource-changed',
      place: targetKey(made.place),
      thing: made.logicalId,
      isLeft: isMadeLeft(state, made),
    }));
}
