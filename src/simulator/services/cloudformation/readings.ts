import type { ResourceProvider, Slot, World } from '../../kernel/contract.js';
import type { WorldFile } from '../../world-file/schema.js';

/** Which of two readings holds where no source says what CloudFormation does: the world file's `cloudFormation`. */
type Readings = WorldFile['cloudFormation'];

const readingsSlot: Slot<{ -readonly [name in keyof Readings]: Readings[name] }> = {
  name: 'cloudformation.readings',
  create: () => ({
    deletedStack: 'made-again',
    unreadableTypes: [],
    goneRecorder: 'put-again',
    existingRule: 'refused',
    settingUp: 'refused',
    disabledRegion: 'let-go',
  }),
};

export function seedReadings(world: World, readings: Readings): void {
  Object.assign(readingsOf(world), readings);
}

export function readingsOf(world: World): Readings {
  return world.state(readingsSlot, 'world', 'global');
}

/** The provider's way to read a resource; undefined for a type that CloudFormation can't read. */
export function readerOf(world: World, provider: ResourceProvider): ResourceProvider['read'] {
  return readingsOf(world).unreadableTypes.includes(provider.type) ? undefined : provider.read;
}
