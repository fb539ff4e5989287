import type { Slot, World } from '../../kernel/contract.js';
import type { WorldFile } from '../../world-file/schema.js';

/** The world file's `iam`. */
type Readings = WorldFile['iam'];

const readingsSlot: Slot<{ -readonly [name in keyof Readings]: Readings[name] }> = {
  name: 'iam.readings',
  create: () => ({ goneRole: 'denied' }),
};

export function seedReadings(world: World, readings: Readings): void {
  Object.assign(world.state(readingsSlot, 'world', 'global'), readings);
}

/**
 * Is a session whose role is gone refused as one that nobody knows? AWS says that it may do nothing, and not with which
 * error: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_disable-perms.html
 */
export function goneRolesAreUnknown(world: World): boolean {
  return world.state(readingsSlot, 'world', 'global').goneRole === 'unknown';
}
