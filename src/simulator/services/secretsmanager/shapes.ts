import type { Shape } from '../../kernel/contract.js';
import type { RotationRules, Secret } from './state.js';

const day = 86_400_000;

/** A secret as ListSecrets shows it. */
export function listEntry(secret: Secret): Shape {
  return { ...common(secret), SecretVersionsToStages: versions(secret) };
}

/** A secret as DescribeSecret shows it. */
export function description(secret: Secret): Shape {
  return {
    ...common(secret),
    VersionIdsToStages: versions(secret),
    ReplicationStatus: replication(secret),
  };
}

/** Version id → staging labels. */
function versions({ currentVersion, previousVersion }: Secret): Shape {
  return {
    ...(previousVersion === undefined ? {} : { [previousVersion]: ['AWSPREVIOUS'] }),
    [currentVersion]: ['AWSCURRENT'],
  };
}

/** The replicas of a secret; undefined where it has none. */
export function replication({ replicas }: Secret): Shape[] | undefined {
  return replicas?.map(({ region, kmsKeyId }) => ({ Region: region, KmsKeyId: kmsKeyId, Status: 'InSync' }));
}

function common(secret: Secret): Shape {
  const rotates = secret.rotationEnabled === true;
  return {
    ARN: secret.arn,
    Name: secret.name,
    Description: secret.description,
    KmsKeyId: secret.kmsKeyId,
    RotationEnabled: secret.rotationEnabled,
    RotationLambdaARN: secret.rotationLambdaArn,
    RotationRules: secret.rotationRules && rules(secret.rotationRules),
    // "If the secret isn't configured for rotation or rotation has been disabled, Secrets Manager returns null." (API model)
    LastRotatedDate: rotates ? date(secret.lastRotatedAt) : undefined,
    NextRotationDate: rotates ? date(secret.nextRotationAt) : undefined,
    LastChangedDate: date(secret.lastChangedAt),
    LastAccessedDate: date(secret.lastAccessedAt && Math.floor(secret.lastAccessedAt / day) * day),
    DeletedDate: date(secret.deletionAt),
    CreatedDate: date(secret.createdAt),
    Tags: Object.entries(secret.tags).map(([Key, Value]) => ({ Key, Value })),
    OwningService: secret.owningService,
    PrimaryRegion: secret.primaryRegion,
  };
}

function rules({ automaticallyAfterDays, duration, scheduleExpression }: RotationRules): Shape {
  return {
    AutomaticallyAfterDays: automaticallyAfterDays,
    Duration: duration,
    ScheduleExpression: scheduleExpression,
  };
}

function date(time: number | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time);
}
