import { seedOrganizationsAccess } from './stacksets/organizations-access.js';
import type { World } from '../../kernel/contract.js';
import type { WorldFile } from '../../world-file/schema.js';
import { seedReadings } from './readings.js';
import { seedStackSets } from './seed-stack-sets.js';

/** Where trusted access for StackSets is part of a world from the start, it was activated. To be called after Organizations' own seed. */
export function seed(world: World, file: WorldFile): void {
  seedOrganizationsAccess(world);
  seedReadings(world, file.cloudFormation);
  seedStackSets(world, file);
}
