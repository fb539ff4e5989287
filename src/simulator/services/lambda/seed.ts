import type { World } from '../../kernel/contract.js';
import { timeOf } from '../../world-file/moments.js';
import type { WorldFile } from '../../world-file/schema.js';
import { codeOf, functionsIn } from './state.js';

/** Puts the functions that exist before the first call into the world. */
export function seed(world: World, { functions }: Pick<WorldFile, 'functions'>): void {
  for (const entry of functions) {
    const { accountId, region, name, description, runtime, handler, memory, timeout, tags } = entry;
    functionsIn(world, entry)[name] = {
      arn: `arn:${world.partition}:lambda:${region}:${accountId}:function:${name}`,
      name,
      description,
      runtime,
      handler,
      roleArn: roleArn(world, accountId, entry.role),
      memory,
      timeout,
      lastModifiedAt: timeOf(entry.createdAt, world.clock.now()),
      codeSha256: codeOf(world),
      revisionId: world.random.uuid(),
      tags,
    };
  }
}

export function roleArn(world: World, accountId: string, role: string): string {
  return role.startsWith('arn:') ? role : `arn:${world.partition}:iam::${accountId}:role/${role}`;
}
