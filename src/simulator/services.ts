import { operations as accountOperations } from './services/account/operations.js';
import { operations as iamOperations } from './services/iam/operations.js';
import { operations as organizationsOperations } from './services/organizations/operations.js';
import { operations as stsOperations } from './services/sts/operations.js';
import { seed as seedAccount } from './services/account/seed.js';
import { seed as seedIam } from './services/iam/seed.js';
import { seed as seedOrganizations } from './services/organizations/seed.js';
import type { Operation, World } from './kernel/contract.js';
import type { CredentialStore } from './kernel/credentials.js';
import type { WorldFile } from './world-file/schema.js';

/** Every operation of every service. */
export function simulatedOperations(credentials: CredentialStore): readonly Operation[] {
  return [...stsOperations(credentials), ...organizationsOperations, ...accountOperations, ...iamOperations];
}

/** Fills a new world; identity first, since the others refer to it. */
export function seedWorld(world: World, file: WorldFile): void {
  seedOrganizations(world, file);
  seedAccount(world, file);
  seedIam(world, file);
}
