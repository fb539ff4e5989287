import type { Slot } from './contract.js';

interface Entry {
  readonly accountId: string;
  readonly region: string;
  readonly value: unknown;
}

/** What is kept of one slot: in the order in which it was made, and by account and then Region, which is the quicker way to find it. */
interface Kept {
  readonly entries: Entry[];
  readonly byAccount: Map<string, Map<string, unknown>>;
}

/** Everything the world knows, as plain data: slot → account and Region → value. */
export class StateStore {
  readonly #slots = new Map<string, Kept>();

  state<T>(slot: Slot<T>, accountId: string, region: string): T {
    let kept = this.#slots.get(slot.name);
    if (!kept) this.#slots.set(slot.name, (kept = { entries: [], byAccount: new Map() }));
    let ofAccount = kept.byAccount.get(accountId);
    if (!ofAccount) kept.byAccount.set(accountId, (ofAccount = new Map<string, unknown>()));
    const known = ofAccount.get(region);
    if (known !== undefined) return known as T;
    const value = slot.create();
    ofAccount.set(region, value);
    kept.entries.push({ accountId, region, value });
    return value;
  }

  *all<T>(slot: Slot<T>): Iterable<{ accountId: string; region: string; value: T }> {
    for (const { accountId, region, value } of this.#slots.get(slot.name)?.entries ?? [])
      yield { accountId, region, value: value as T };
  }

  /** The whole state with sorted keys, detached from the world. Slots and entries that were only looked at and stayed empty are kept. */
  snapshot(): Record<string, Record<string, unknown>> {
    const sorted = [...this.#slots].sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(
      sorted.map(([name, { entries }]) => [
        name,
        Object.fromEntries(
          entries
            .map(({ accountId, region, value }) => [`${accountId}/${region}`, value] as const)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, value]) => [key, structuredClone(value)]),
        ),
      ]),
    );
  }
}
