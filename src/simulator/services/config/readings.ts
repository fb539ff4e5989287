import type { Slot, World } from '../../kernel/contract.js';

/** The world file's `config`. */
export interface ConfigReadings {
  readonly failedDeliveries: 'channel-alone' | 'recorder-too';
}

const readingsSlot: Slot<{ failedDeliveries: ConfigReadings['failedDeliveries'] }> = {
  name: 'config.readings',
  create: () => ({ failedDeliveries: 'channel-alone' }),
};

export function seedReadings(world: World, readings: ConfigReadings): void {
  Object.assign(world.state(readingsSlot, 'world', 'global'), readings);
}

/**
 * Does a recorder's own status tell of deliveries that failed? Tools read it so
 * (https://github.com/aquasecurity/cloudsploit/pull/1104), the API model speaks of recording events alone.
 */
export function failedDeliveriesShowInRecorder(world: World): boolean {
  return world.state(readingsSlot, 'world', 'global').failedDeliveries === 'recorder-too';
}
