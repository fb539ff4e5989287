import type { DigestMessage } from '../notify/digest-messages.js';
import type { DigestState } from '../notify/digest-state.js';

/** The state, and what it had to be for a write to hold. */
export interface KeptState {
  readonly state: DigestState;
  /** `undefined`: there is none yet. */
  readonly tag: string | undefined;
}

/** Where the state between two digests is kept: one writer at a time wins. */
export interface DigestStore {
  read(): Promise<KeptState>;
  /** @returns the new tag; `undefined` where the state is not the one of `tag` any more, and nothing was written. */
  write(state: DigestState, tag: string | undefined): Promise<string | undefined>;
}

export interface Publisher {
  publish(message: DigestMessage): Promise<void>;
}

/** All that sending a digest needs of AWS. */
export interface DigestPorts {
  readonly store: DigestStore;
  readonly publisher: Publisher;
}
