import type { Target } from '../model/target.js';
import type { Session } from './clients.js';
import type { Doors } from './doors.js';
import { looking } from './look-errors.js';
import type { AccountMemo } from './account-memo.js';

/** The way into the accounts of hubs: the role aggregator-admin, taken once for each. */
export class Administrator {
  readonly #sessions: AccountMemo<Session>;
  readonly #doors: Doors;
  readonly #sessionPolicy: string;

  /** @param sessionPolicy narrows what stands in where the role is not there yet. */
  constructor(doors: Doors, sessionPolicy: string) {
    this.#doors = doors;
    this.#sessions = doors.memo();
    this.#sessionPolicy = sessionPolicy;
  }

  /** @throws LookRefused where no role can be taken. */
  session({ accountId, region }: Target): Promise<Session> {
    return this.#sessions.get(accountId, region, () =>
      looking(() => this.#doors.open(accountId, 'aggregator-admin', this.#sessionPolicy)),
    );
  }

  /** Our own role may have been made since. */
  renew(): void {
    this.#sessions.clear();
  }
}
