import type { Slot, World } from '../../kernel/contract.js';
import type { WorldFile } from '../../world-file/schema.js';

/** The world file's `organizations`. */
type Readings = WorldFile['organizations'];

const readingsSlot: Slot<{ -readonly [name in keyof Readings]: Readings[name] }> = {
  name: 'organizations.readings',
  create: () => ({ ownChanges: 'at-once' }),
};

export function seedReadings(world: World, readings: Readings): void {
  Object.assign(world.state(readingsSlot, 'world', 'global'), readings);
}

/** Does the management account see its own changes as late as everybody else? No source says. */
export function ownChangesAreLate(world: World): boolean {
  return world.state(readingsSlot, 'world', 'global').ownChanges === 'late';
}
