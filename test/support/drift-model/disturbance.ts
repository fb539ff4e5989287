import type { Disturbed, Place } from '../disturb/administrator.js';
import { at, shop, audit, management, type Kind, type State, type TargetState } from './state.js';

/** Something that somebody may do to a covered organization, and what is otherwise then. */
export interface Disturbance {
  /** Its function in test/support/disturb. */
  readonly by: string;
  /** In words, for who reads a failing case. */
  readonly what: string;
  /** Whether it can be done as things are, and what it comes to is known. */
  can(state: State): boolean;
  apply(simulator: Disturbed): Promise<void>;
  change(state: State): void;
  /** What a person does about it where orgsecrets leaves it: then there is nothing that it can't mend. */
  readonly undo?: (simulator: Disturbed) => Promise<void>;
}

const names: Readonly<Record<string, string>> = {
  [management]: 'management',
  [audit]: 'audit',
  [shop]: 'shop',
};

export function where({ accountId, region }: Place): string {
  return `${names[accountId]} ${region}`;
}

/** Is what the stack made there at all? */
export function hasStack(state: State, place: Place, kind: Kind): boolean {
  return !['missing', 'stack-gone'].includes(at(state, place).instances[kind]);
}

/** A disturbance of one target. */
export function inTarget(
  by: (simulator: Disturbed, place: Place) => Promise<void>,
  what: string,
  place: Place,
  can: (target: TargetState, state: State) => boolean,
  change: (target: TargetState, state: State) => void,
  undo?: (simulator: Disturbed) => Promise<void>,
): Disturbance {
  return {
    by: by.name,
    what: `${what} in ${where(place)}`,
    can: (state) => can(at(state, place), state),
    apply: (simulator) => by(simulator, place),
    change: (state) => {
      change(at(state, place), state);
    },
    ...(undo ? { undo } : {}),
  };
}
