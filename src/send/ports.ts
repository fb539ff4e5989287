import type { DigestMessage } from '../notify/digest-messages.js';
import type { DigestState, Progress } from '../notify/digest-state.js';

/** What was read, and what it has to be still for a write to hold. */
export interface KeptState {
  readonly state: DigestState;
  /** `undefined`: there is none yet. */
  readonly tag: string | undefined;
  /** Of the digest that is being sent, or of an earlier one. */
  readonly progress: Progress | undefined;
  readonly progressTag: string | undefined;
}

/**
 * Where the state between two digests is kept: one writer at a time wins. The state is large and written when a digest
 * begins and ends; the progress is small and written in between.
 */
export interface DigestStore {
  /**
   * The progress first, then the state: whoever then writes the progress over what was read knows that nobody has ended
   * that digest since, because its last progress is written before its end.
   */
  read(): Promise<KeptState>;
  /** @returns the new tag; `undefined` where the state is not the one of `tag` any more, and nothing was written. */
  write(state: DigestState, tag: string | undefined): Promise<string | undefined>;
  /** As `write`. */
  writeProgress(progress: Progress, tag: string | undefined): Promise<string | undefined>;
}

export interface Publisher {
  publish(message: DigestMessage): Promise<void>;
}

/** All that sending a digest needs of AWS. */
export interface DigestPorts {
  readonly store: DigestStore;
  readonly publisher: Publisher;
}
