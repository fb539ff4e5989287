import type { World } from '../../kernel/contract.js';
import { timeOf } from '../../world-file/moments.js';
import type { WorldFile } from '../../world-file/schema.js';
import { accountKeyPolicy } from './key-policy.js';
import { kmsState } from './state.js';

/** Puts the keys that exist before the first call into the world. */
export function seed(world: World, { keys }: Pick<WorldFile, 'keys'>): void {
  const now = world.clock.now();
  for (const { accountId, region, alias, rotationDays, deletion, ...entry } of keys) {
    const id = entry.id ?? world.random.uuid();
    const state = kmsState(world, accountId, region);
    const createdAt = timeOf(entry.createdAt, now);
    state.keys[id] = {
      id,
      arn: `arn:${world.partition}:kms:${region}:${accountId}:key/${id}`,
      createdAt,
      description: entry.description,
      usage: 'ENCRYPT_DECRYPT',
      spec: 'SYMMETRIC_DEFAULT',
      multiRegion: id.startsWith('mrk-'),
      policy: accountKeyPolicy(world.partition, accountId),
      enabled: entry.enabled,
      ...(rotationDays === undefined ? {} : { rotationDays }),
      ...(deletion === undefined ? {} : { deletionDate: timeOf(deletion, now) }),
      tags: entry.tags,
    };
    if (alias !== undefined) state.aliases[`alias/${alias}`] = { keyId: id, createdAt };
  }
}
