import { targetKey, type Target } from '../model/target.js';
import type { Session } from './clients.js';
import type { Doors } from './doors.js';
import { looking } from './look-errors.js';
import { Memo } from './memo.js';

/** The way into the accounts of hubs: the role aggregator-admin, taken once for each. */
export class Administrator {
  readonly #sessions = new Memo<Session>();
  readonly #doors: Doors;
  readonly #sessionPolicy: string;

  /** @param sessionPolicy narrows what stands in where the role is not there yet. */
  constructor(doors: Doors, sessionPolicy: string) {
    this.#doors = doors;
    this.#sessionPolicy = sessionPolicy;
  }

  /** @throws LookRefused where no role can be taken. */
  session(hub: Target): Promise<Session> {
    return this.#sessions.get(`${targetKey(hub)}/${this.#doors.generation(hub.accountId)}`, () =>
      looking(() => this.#doors.open(hub.accountId, 'aggregator-admin', this.#sessionPolicy)),
    );
  }

  /** Our own role may have been made since. */
  renew(): void {
    this.#sessions.clear();
  }
}
