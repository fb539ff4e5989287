import type { World } from '../../kernel/contract.js';
import { timeOf } from '../../world-file/moments.js';
import type { WorldFile, WorldSecret } from '../../world-file/schema.js';
import { secretArn, versionId } from './arns.js';
import { whenDeletionIsDue } from './deletion.js';
import { calculated, nextRotation } from './schedule.js';
import { secretsIn } from './state.js';
import type { RotationRules, Secret } from './state.js';

/** Puts the secrets that exist before the first call into the world. */
export function seed(world: World, { secrets }: Pick<WorldFile, 'secrets'>): void {
  for (const entry of secrets) {
    if (timeOf(entry.createdAt, world.clock.now()) > world.clock.now()) continue;
    const secret = secretOf(world, entry);
    secretsIn(world, entry)[entry.name] = secret;
    whenDeletionIsDue(world, secret);
  }
}

/** The secret of an entry, as it is when it is made. */
export function secretOf(world: World, entry: WorldSecret): Secret {
  const time = (at: string | undefined): number | undefined =>
    at === undefined ? undefined : timeOf(at, world.clock.now());
  const createdAt = timeOf(entry.createdAt, world.clock.now());
  const lastRotatedAt = time(entry.lastRotated);
  const lastAccessedAt = time(entry.lastAccessed);
  const deletionAt = time(entry.deletion);
  const { name, description, kmsKey, owningService } = entry;
  return {
    arn: secretArn(world, entry, name),
    name,
    ...(description === undefined ? {} : { description }),
    ...(kmsKey === undefined ? {} : { kmsKeyId: kmsKey }),
    ...rotationOf(world, entry, lastRotatedAt ?? createdAt),
    createdAt,
    ...(lastRotatedAt === undefined ? {} : { lastRotatedAt }),
    lastChangedAt: time(entry.lastChanged) ?? lastRotatedAt ?? createdAt,
    ...(lastAccessedAt === undefined ? {} : { lastAccessedAt }),
    ...(deletionAt === undefined ? {} : { deletionAt }),
    ...(owningService === undefined ? {} : { owningService }),
    ...(entry.replicas.length === 0
      ? {}
      : { primaryRegion: entry.region, replicas: entry.replicas.map((region) => ({ region })) }),
    tags: entry.tags,
    currentVersion: versionId(world),
  };
}

/** What the configuration of rotation says, counted from the last one. */
export function rotationOf(
  world: World,
  { accountId, region, rotation }: Pick<WorldSecret, 'accountId' | 'region' | 'rotation'>,
  from: number,
): Partial<Secret> {
  if (rotation === undefined) return {};
  const { enabled, lambda, days, schedule, duration, asScheduled } = rotation;
  const given: RotationRules = {
    ...(days === undefined ? {} : { automaticallyAfterDays: days }),
    ...(duration === undefined ? {} : { duration }),
    ...(schedule === undefined ? {} : { scheduleExpression: schedule }),
  };
  const nextRotationAt = enabled ? nextRotation(given, from) : undefined;
  return {
    rotationEnabled: enabled,
    ...(lambda === undefined
      ? {}
      : {
          rotationLambdaArn: lambda.startsWith('arn:')
            ? lambda
            : `arn:${world.partition}:lambda:${region}:${accountId}:function:${lambda}`,
        }),
    rotationRules: calculated(given, from),
    rotationOccurringAsScheduled: asScheduled,
    ...(nextRotationAt === undefined ? {} : { nextRotationAt }),
  };
}
