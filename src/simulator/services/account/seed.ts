import { partitions } from '../../facts/regions.js';
import { optInSlot, worldRegionsSlot } from './state.js';
import type { World } from '../../kernel/contract.js';
import type { WorldFile } from '../../world-file/schema.js';

/** Which Regions exist, and which of them each account has opted in to. */
export function seed(world: World, file: WorldFile): void {
  const { always, optIn } = partitions[file.organization.partition];
  world.state(worldRegionsSlot, 'world', 'global').names = [
    ...(file.regions ?? [...always, ...optIn]),
  ].sort();
  for (const account of file.accounts) {
    const state = world.state(optInSlot, account.id, 'global');
    for (const region of account.optIn) state.regions[region] = 'ENABLED';
    if (account.settingUp !== undefined) state.settingUpUntil = world.clock.now() + account.settingUp;
  }
}
