import type { Slot, World } from '../../kernel/contract.js';
import { kmsSlot } from '../kms/state.js';
import type { Place } from './state.js';

/** Resources of an account and Region that no service of the simulator holds: how many of each type. */
export const inventorySlot: Slot<Record<string, number>> = { name: 'config.inventory', create: () => ({}) };

/** The resource types of which an account has at least one in a Region, the recorder itself among them. */
export function inventoryOf(world: World, place: Place): readonly string[] {
  const counted = world.state(inventorySlot, place.accountId, place.region);
  const keys = Object.keys(world.state(kmsSlot, place.accountId, place.region).keys);
  return [
    'AWS::Config::ConfigurationRecorder',
    ...Object.keys(counted).filter((type) => (counted[type] ?? 0) > 0),
    ...(keys.length > 0 ? ['AWS::KMS::Key'] : []),
  ];
}
