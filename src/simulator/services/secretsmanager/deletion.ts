import type { World } from '../../kernel/contract.js';
import { dropSecret, secretOfArn } from './state.js';
import type { Secret } from './state.js';

/** A secret that is marked for deletion goes away when its time has come, unless it was restored meanwhile. */
export function whenDeletionIsDue(world: World, { arn, deletionAt }: Secret): void {
  if (deletionAt === undefined) return;
  world.later(deletionAt, () => {
    const secret = secretOfArn(world, arn);
    if (secret?.deletionAt === deletionAt) dropSecret(world, secret);
  });
}
