import type { Slot } from './contract.js';

/** Everything the world knows, as plain data: slot → account/Region → value. */
export class StateStore {
  readonly #slots = new Map<string, Map<string, unknown>>();

  state<T>(slot: Slot<T>, accountId: string, region: string): T {
    let entries = this.#slots.get(slot.name);
    if (!entries) this.#slots.set(slot.name, (entries = new Map<string, unknown>()));
    const key = `${accountId}/${region}`;
    if (!entries.has(key)) entries.set(key, slot.create());
    return entries.get(key) as T;
  }

  *all<T>(slot: Slot<T>): Iterable<{ accountId: string; region: string; value: T }> {
    for (const [key, value] of this.#slots.get(slot.name) ?? []) {
      const [accountId = '', region = ''] = key.split('/');
      yield { accountId, region, value: value as T };
    }
  }

  /** The whole state with sorted keys, detached from the world. Slots and entries that were only looked at and stayed empty are kept. */
  snapshot(): Record<string, Record<string, unknown>> {
    const sorted = [...this.#slots].sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(
      sorted.map(([name, entries]) => [
        name,
        Object.fromEntries(
          [...entries]
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, value]) => [key, structuredClone(value)]),
        ),
      ]),
    );
  }
}
