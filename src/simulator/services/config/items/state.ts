import type { Slot, World } from '../../../kernel/contract.js';
import type { Place } from '../state.js';

/** The API model has more: the simulator never records that something was not recorded. */
export type ItemStatus = 'ResourceDiscovered' | 'OK' | 'ResourceDeleted';

/** One configuration item as it is kept: `describe.ts` makes the published form of it when somebody reads it. */
export interface RecordedItem {
  /** Epoch milliseconds. */
  readonly capturedAt: number;
  readonly status: ItemStatus;
  readonly frequency: 'CONTINUOUS' | 'DAILY';
  /** The resource as its own service kept it at that moment; for a deletion, as it was last. Never changed in place. */
  readonly resource: unknown;
}

export interface ItemsState {
  /** Type → resource id → its items, the oldest first. */
  resources: Record<string, Record<string, RecordedItem[]>>;
  /** Grows with every item: what was made of the items before is still right while it is the same. */
  revision: number;
}

export const itemsSlot: Slot<ItemsState> = {
  name: 'config.items',
  create: () => ({ resources: {}, revision: 0 }),
};

export function itemsIn(world: World, place: Place): ItemsState {
  return world.state(itemsSlot, place.accountId, place.region);
}
