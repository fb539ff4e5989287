import { targetKey } from '../../../src/model/target.js';
import type { Disturbed, Place } from '../disturb/administrator.js';
import {
  deleteInstance,
  deleteStack,
  failInstance,
  letGo,
  makeInoperable,
  otherParameters,
  otherTemplate,
  outdateInstance,
  overrideParameters,
} from '../disturb/stack-sets.js';
import { where, type Disturbance } from './disturbance.js';
import {
  abroad,
  at,
  audit,
  hasRecorder,
  home,
  kinds,
  management,
  places,
  stackSetOf,
  type Instance,
  type Kind,
  type State,
} from './state.js';

type AnyKind = Kind | 'member' | 'hub';

interface One {
  readonly kind: AnyKind;
  readonly place: Place;
  readonly stackSet: string;
}

const every: readonly One[] = [
  ...places.flatMap((place) => kinds.map((kind) => one(kind, place))),
  ...places.filter(({ region }) => region === home).map((place) => one('member', place)),
  { kind: 'hub', place: { accountId: audit, region: home }, stackSet: 'orgsecrets-hub' },
];

function one(kind: Kind | 'member', place: Place): One {
  return { kind, place, stackSet: stackSetOf(kind, place) };
}

function instanceOf(state: State, { kind, place }: One): Instance {
  if (kind === 'hub') return state.hub;
  if (kind === 'member') return state.members.get(place.accountId) ?? 'standing';
  return at(state, place).instances[kind];
}

function become(state: State, { kind, place }: One, instance: Instance): void {
  if (kind === 'hub') state.hub = instance;
  else if (kind === 'member') state.members.set(place.accountId, instance);
  else at(state, place).instances[kind] = instance;
}

/** What a stack made goes with it. */
function loseStack(state: State, { kind, place }: One): void {
  for (const [key, made] of state.made)
    if (made.of === kind && targetKey(made.place) === targetKey(place)) state.made.delete(key);
  if (kind === 'rules') {
    at(state, place).rules.clear();
    at(state, place).failing.clear();
  }
  if (kind === 'recorder')
    Object.assign(at(state, place), {
      recorder: 'ours',
      isStopped: false,
      changed: new Set(),
      channel: 'ours',
    });
}

type Work = (simulator: Disturbed, name: string, place: Place) => Promise<void>;

function onInstance(
  by: Work,
  what: string,
  target: One,
  can: (instance: Instance, state: State) => boolean,
  becomes: Instance,
  undo?: Work,
): Disturbance {
  return {
    by: by.name,
    what: `${what} of StackSet ${target.stackSet} in ${where(target.place)}`,
    can: (state) => can(instanceOf(state, target), state),
    apply: (simulator) => by(simulator, target.stackSet, target.place),
    change: (state) => {
      become(state, target, becomes);
      if (becomes === 'missing' || becomes === 'stack-gone') loseStack(state, target);
    },
    ...(undo ? { undo: (simulator) => undo(simulator, target.stackSet, target.place) } : {}),
  };
}

/** What the administrators of StackSets, and the accounts' own people, may do to instances and stacks. */
export function instanceDisturbances(): readonly Disturbance[] {
  return every.flatMap((target) => {
    const { kind, place } = target;
    /** What becomes of a stack is known only where its recorder is there, or was not replaced. */
    const isOurs = (state: State) => kind !== 'recorder' || at(state, place).recorder !== 'replaced';
    /** CloudFormation can't delete a role with policies that somebody added. */
    const isHeld = (state: State) =>
      [...state.made.values()].some(
        (made) => made.isHeld && made.of === kind && targetKey(made.place) === targetKey(place),
      );
    const others = every.filter((other) => other.stackSet === target.stackSet && other !== target);
    const isRegional = kind !== 'member' && kind !== 'hub';
    return [
      onInstance(
        failInstance,
        'let an update fail',
        target,
        (is) => is === 'standing' || is === 'outdated',
        'failed',
      ),
      ...(others.length === 0
        ? []
        : [
            onInstance(
              outdateInstance,
              'pass by, in an update, the instance',
              target,
              (is, state) =>
                is === 'standing' &&
                isOurs(state) &&
                others.every((other) => instanceOf(state, other) === 'standing'),
              'outdated',
            ),
          ]),
      ...(isRegional
        ? [
            onInstance(
              deleteInstance,
              'delete the instance',
              target,
              (is, state) => ['standing', 'failed', 'outdated'].includes(is) && isOurs(state),
              'missing',
            ),
            onInstance(
              makeInoperable,
              'let the deletion fail',
              target,
              (is, state) => is === 'standing' && isOurs(state),
              'inoperable',
              letGo,
            ),
          ]
        : []),
      ...(kind !== 'hub'
        ? [
            onInstance(
              deleteStack,
              'delete, in the account, the stack',
              target,
              (is, state) => is === 'standing' && isOurs(state) && !isHeld(state),
              'stack-gone',
            ),
          ]
        : []),
      ...(kind === 'recorder' ? [frequencyOf(target)] : []),
    ];
  });
}

/** What the instance says differs from its StackSet, and the recorder with it. */
function frequencyOf(target: One): Disturbance {
  const { place, stackSet } = target;
  return {
    by: overrideParameters.name,
    what: `give the instance of StackSet ${stackSet} in ${where(place)} another frequency`,
    can: (state) => {
      const { recorder, channel, changed } = at(state, place);
      return (
        instanceOf(state, target) === 'standing' &&
        recorder === 'ours' &&
        channel === 'ours' &&
        changed.size === 0 &&
        !state.withoutServiceRole.has(place.accountId)
      );
    },
    apply: (simulator) => overrideParameters(simulator, stackSet, place, { Frequency: 'DAILY' }),
    change: (state) => {
      at(state, place).changed = new Set(['recordingMode']);
    },
  };
}

const unused = 'secretsmanager-secret-unused';

/** What the administrators of StackSets may do to definitions. */
export function definitionDisturbances(): readonly Disturbance[] {
  const names = [...new Set(every.map(({ stackSet }) => stackSet))];
  const instancesOf = (name: string) => every.filter(({ stackSet }) => stackSet === name);
  /** An update reaches every instance, and heals those whose last one failed. */
  const isSettled = (state: State, name: string) =>
    !state.outdated.has(name) &&
    instancesOf(name).every(
      ({ kind, place }) => kind !== 'recorder' || at(state, place).recorder !== 'replaced',
    ) &&
    instancesOf(name).every((instance) =>
      ['standing', 'missing', 'inoperable'].includes(instanceOf(state, instance)),
    );
  const disturbance = (
    by: { readonly name: string },
    what: string,
    name: string,
    can: Disturbance['can'],
    apply: Disturbance['apply'],
  ): Disturbance => ({
    by: by.name,
    what: `${what} StackSet ${name}`,
    can: (state) => isSettled(state, name) && can(state),
    apply,
    change: (state) => state.outdated.add(name),
  });
  const withRules = [home, abroad].flatMap((region) =>
    [audit, management].map((accountId) => stackSetOf('rules', { accountId, region })),
  );
  return [
    ...names.map((name) =>
      disturbance(
        otherTemplate,
        'give the template of another version to',
        name,
        () => true,
        (simulator) => otherTemplate(simulator, name),
      ),
    ),
    ...withRules.map((name) =>
      disturbance(
        otherParameters,
        'give other parameters to',
        name,
        // The update reaches this rule, where it is.
        (state) =>
          instancesOf(name).every(({ place }) => {
            const target = at(state, place);
            const isTouched = target.rules.has(unused) || target.failing.has(unused);
            return !isTouched && hasRecorder(target);
          }),
        (simulator) => otherParameters(simulator, name, { UnusedForDays: '30' }),
      ),
    ),
  ];
}
