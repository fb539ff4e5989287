import type { DrivenClock } from './time/clock.js';

/** An open call: it holds virtual time, except while it waits on the clock itself. */
export class OpenCall {
  readonly #clock: DrivenClock;
  #letGo: () => void;
  #waiting = 0;
  #closed = false;

  constructor(clock: DrivenClock) {
    this.#clock = clock;
    this.#letGo = clock.hold();
  }

  /** Waits `ms` of virtual time. */
  async wait(ms: number): Promise<void> {
    this.#waiting += 1;
    this.#letGo();
    await this.#clock.sleep(ms);
    this.#waiting -= 1;
    if (this.#waiting === 0 && !this.#closed) this.#letGo = this.#clock.hold();
  }

  close(): void {
    this.#closed = true;
    this.#letGo();
  }
}
