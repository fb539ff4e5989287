import type { World } from '../../kernel/contract.js';
import { bucketsOf } from './state.js';

/** The part of a world file that S3 reads, its policies as documents or JSON text. */
export interface BucketSeed {
  readonly buckets: readonly {
    readonly name: string;
    readonly accountId: string;
    readonly region: string;
    readonly policy?: string | object | undefined;
  }[];
}

/** Puts the buckets that exist before the first call into the world. */
export function seed(world: World, file: BucketSeed): void {
  for (const { name, accountId, region, policy } of file.buckets) {
    bucketsOf(world)[name] = {
      name,
      arn: `arn:${world.partition}:s3:::${name}`,
      ownerId: accountId,
      region,
      createdAt: world.clock.now(),
      ...(policy === undefined
        ? {}
        : { policy: typeof policy === 'string' ? policy : JSON.stringify(policy) }),
      settings: {},
      objects: {},
    };
  }
}
