const noticeable = 60_000;

/** How far AWS's clock is from this machine's, as the Date header of its answers tells it. */
export class ClockSkew {
  #last: number | undefined;

  /** Milliseconds by which AWS is ahead; `undefined` before the first answer. Exact to a second or so. */
  get milliseconds(): number | undefined {
    return this.#last;
  }

  /** Milliseconds to add to this machine's time before a signature is made; none for what may be the network's doing. */
  get correction(): number {
    return this.#last !== undefined && Math.abs(this.#last) > noticeable ? this.#last : 0;
  }

  /** Takes what the SDK calls a response: anything with headers. */
  note(response: unknown): void {
    const { headers } = (response ?? {}) as { headers?: Record<string, string> };
    const date = Date.parse(headers?.['date'] ?? '');
    if (Number.isNaN(date)) return;
    // Wall time, not the run's clock: signatures are of wall time. The header has no milliseconds: half a second is right on average.
    this.#last = date + 500 - new Date().getTime();
  }
}
