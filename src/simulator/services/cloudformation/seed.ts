import { seedOrganizationsAccess } from './stacksets/organizations-access.js';
import type { World } from '../../kernel/contract.js';

/** Where trusted access for StackSets is part of a world from the start, it was activated. To be called after Organizations' own seed. */
export function seed(world: World): void {
  seedOrganizationsAccess(world);
}
