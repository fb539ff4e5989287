import type { Emit } from '../model/events.js';
import type { CallCounts } from './aws.js';
import { isMutating } from './mutating-operations.js';

/** Counts the calls of a run. */
export class CallLog {
  readonly #byOperation = new Map<string, number>();
  #mutating = 0;
  readonly emit: Emit;

  constructor(emit: Emit) {
    this.emit = emit;
  }

  count(service: string, operation: string): void {
    const name = `${service}:${operation}`;
    this.#byOperation.set(name, (this.#byOperation.get(name) ?? 0) + 1);
    if (isMutating(service, operation)) this.#mutating += 1;
  }

  counts(): CallCounts {
    const sorted = [...this.#byOperation].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      total: sorted.reduce((sum, [, count]) => sum + count, 0),
      mutating: this.#mutating,
      byOperation: Object.fromEntries(sorted),
    };
  }
}
