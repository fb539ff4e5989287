import type { Emit } from '../../model/events.js';
import type { AccountNames } from '../../report/types.js';

/** Shows what the logic says while it works, on stderr. */
export interface Progress {
  readonly emit: Emit;
  /** Names of accounts, once they are known. */
  know(names: AccountNames): void;
  /** Leaves the screen to something else (a question) until the next event. */
  pause(): Promise<void>;
  end(): Promise<void>;
}
