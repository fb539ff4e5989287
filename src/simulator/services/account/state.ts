import { partitions } from '../../facts/regions.js';
import type { Partition } from '../../facts/regions.js';
import type { Slot, World } from '../../kernel/contract.js';

export type RegionOptStatus = 'ENABLED' | 'ENABLING' | 'DISABLING' | 'DISABLED' | 'ENABLED_BY_DEFAULT';

/**
 * Kept per account under the Region `global`: only opt-in Regions that are or were asked for, and until when (ms since
 * the epoch) AWS is still setting a new account up.
 */
export const optInSlot: Slot<{
  regions: Record<string, Exclude<RegionOptStatus, 'ENABLED_BY_DEFAULT'>>;
  settingUpUntil?: number;
}> = {
  name: 'account.optIn',
  create: () => ({ regions: {} }),
};

/** The Regions that exist in this world, kept once under the account `world`. */
export const worldRegionsSlot: Slot<{ names: string[] }> = {
  name: 'account.worldRegions',
  create: () => ({ names: [] }),
};

/** Every Region that exists in this world, by name. */
export function regionsOf(world: World): readonly string[] {
  return world.state(worldRegionsSlot, 'world', 'global').names;
}

/** A Region's state for an account; undefined for a Region that does not exist here. */
export function regionStatus(world: World, accountId: string, region: string): RegionOptStatus | undefined {
  if (!regionsOf(world).includes(region)) return undefined;
  if (partitions[world.partition as Partition].always.includes(region)) return 'ENABLED_BY_DEFAULT';
  return world.state(optInSlot, accountId, 'global').regions[region] ?? 'DISABLED';
}

/** How long AWS is still setting the account up: virtual milliseconds, 0 when it is done. */
export function settingUpFor(world: World, accountId: string): number {
  const { settingUpUntil = 0 } = world.state(optInSlot, accountId, 'global');
  return Math.max(0, settingUpUntil - world.clock.now());
}

/**
 * Can the account's credentials be used in the Region? While a Region is being enabled or disabled they can't be relied on,
 * and for minutes after an account was made or joined they are refused everywhere.
 */
export function regionIsEnabled(world: World, accountId: string, region: string): boolean {
  if (settingUpFor(world, accountId) > 0) return false;
  const status = regionStatus(world, accountId, region);
  return status === 'ENABLED' || status === 'ENABLED_BY_DEFAULT';
}
