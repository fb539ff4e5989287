import { targetKey } from '../../../src/model/target.js';
import type { Place } from '../disturb/administrator.js';

export const [management, audit, shop] = ['111111111111', '222222222222', '333333333333'] as const;
export const [home, abroad] = ['us-east-1', 'eu-central-1'] as const;
export const accounts = [management, audit, shop] as const;

/** All targets of the small organization. */
export const places: readonly Place[] = accounts.flatMap((accountId) =>
  [home, abroad].map((region) => ({ accountId, region })),
);

export const ruleNames = [
  'secretsmanager-rotation-enabled-check',
  'secretsmanager-scheduled-rotation-success-check',
  'secretsmanager-secret-periodic-rotation',
  'secretsmanager-secret-unused',
  'secretsmanager-using-cmk',
] as const;

export const kinds = ['recorder', 'rules', 'forward'] as const;

export type Kind = (typeof kinds)[number];

/** What has become of the instance of a StackSet. `stack-gone`: its stack was deleted behind the StackSet's back. */
export type Instance = 'standing' | 'missing' | 'failed' | 'outdated' | 'inoperable' | 'stack-gone';

/** Settings of a recorder, as AWS Config calls them. */
export type RecorderField = 'recordingGroup' | 'recordingMode' | 'roleARN';

/** What is otherwise in one target than it should be. */
export interface TargetState {
  recorder: 'ours' | 'gone' | 'replaced';
  isStopped: boolean;
  /** What was changed of its settings. */
  changed: ReadonlySet<RecorderField>;
  /** It was given a role of the account's own, which stays there. */
  hasOtherRole: boolean;
  channel: 'ours' | 'gone' | 'elsewhere';
  /** A bucket of the account's own was made. */
  hasBucket: boolean;
  readonly instances: Record<Kind, Instance>;
  readonly rules: Map<string, 'gone' | 'changed'>;
  readonly duplicates: Set<string>;
  readonly failing: Set<string>;
}

/** Something else that a stack made, and that is not so any more. */
export interface Made {
  readonly of: 'forward' | 'member' | 'hub' | 'management-roles';
  readonly place: Place;
  /** Its name in the template. */
  readonly logicalId: string;
  /** What is made anew with it. */
  readonly together: string;
  readonly is: 'missing' | 'changed';
  /** It keeps orgsecrets from making it anew, and all that goes with it. */
  readonly isHeld: boolean;
}

/** What is otherwise than it should be: what somebody who did all of it by hand would know. */
export interface State {
  readonly targets: ReadonlyMap<string, TargetState>;
  readonly withoutServiceRole: Set<string>;
  /** Instances of the stacks that an account has once, by account; and of the hub. */
  readonly members: Map<string, Instance>;
  hub: Instance;
  /** Names of StackSets of another version. */
  readonly outdated: Set<string>;
  aggregator: 'ours' | 'gone' | 'narrowed';
  /** By what it is, and where. */
  readonly made: Map<string, Made>;
  /** By targetKey. */
  readonly troubledSources: Set<string>;
}

export function covered(): State {
  return {
    targets: new Map(
      places.map((place): [string, TargetState] => [
        targetKey(place),
        {
          recorder: 'ours',
          isStopped: false,
          changed: new Set(),
          hasOtherRole: false,
          channel: 'ours',
          hasBucket: false,
          instances: { recorder: 'standing', rules: 'standing', forward: 'standing' },
          rules: new Map(),
          duplicates: new Set(),
          failing: new Set(),
        },
      ]),
    ),
    withoutServiceRole: new Set(),
    members: new Map(accounts.map((accountId) => [accountId, 'standing'])),
    hub: 'standing',
    outdated: new Set(),
    aggregator: 'ours',
    made: new Map(),
    troubledSources: new Set(),
  };
}

export function at(state: State, place: Place): TargetState {
  const found = state.targets.get(targetKey(place));
  if (!found) throw new Error(`${targetKey(place)} is no target.`);
  return found;
}

/** AWS Config takes a rule only where there is a recorder, whoever made it. */
export function hasRecorder({ recorder, instances }: TargetState): boolean {
  return recorder !== 'gone' && instances.recorder !== 'missing' && instances.recorder !== 'stack-gone';
}

/** Its recorder is gone, and waits for a person with the instance that made it: until then there is nothing to forward, and can be no rules. */
export function waitsForRecorder({ recorder, instances }: TargetState): boolean {
  return recorder === 'gone' && instances.recorder === 'inoperable';
}

/** The instance whose stack made it. */
export function instanceOfMade(state: State, { of, place }: Pick<Made, 'of' | 'place'>): Instance {
  if (of === 'hub') return state.hub;
  // A plain stack.
  if (of === 'management-roles') return 'standing';
  if (of === 'member') return state.members.get(place.accountId) ?? 'standing';
  return at(state, place).instances.forward;
}

/** Whether a person has to do something first. */
export function isMadeLeft(state: State, { of, place, together }: Made): boolean {
  if (of === 'forward' && waitsForRecorder(at(state, place))) return true;
  return [...state.made.values()].some(
    (one) =>
      one.isHeld &&
      one.of === of &&
      one.together === together &&
      one.place.accountId === place.accountId &&
      one.place.region === place.region,
  );
}

/**
 * A StackSet is not updated while all that it has are instances that AWS leaves out of every operation, and none can be made
 * beside them.
 */
export function isDefinitionHeld(state: State, stackSet: string): boolean {
  const own = places.flatMap((place) =>
    kinds
      .filter((kind) => stackSetOf(kind, place) === stackSet)
      .map((kind) => ({
        instance: at(state, place).instances[kind],
        waits: waitsFor(kind, at(state, place)),
      })),
  );
  const isLeft = ({ instance, waits }: (typeof own)[number]) =>
    instance === 'inoperable' || (waits && ['missing', 'stack-gone'].includes(instance));
  return own.some(({ instance }) => instance === 'inoperable') && own.every(isLeft);
}

function waitsFor(kind: Kind, target: TargetState): boolean {
  return kind !== 'recorder' && waitsForRecorder(target);
}

/** The StackSet that serves an account. */
export function stackSetOf(kind: Kind | 'member', { accountId, region }: Place): string {
  const whose = accountId === management ? 'orgsecrets-management' : 'orgsecrets';
  return kind === 'member' ? `${whose}-member` : `${whose}-${kind}-${region}`;
}
