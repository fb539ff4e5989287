import type { Slot, World } from '../../kernel/contract.js';

export interface RotationRules {
  readonly automaticallyAfterDays?: number;
  /** e.g. `3h`. */
  readonly duration?: string;
  /** `rate(…)` or `cron(…)`. */
  readonly scheduleExpression?: string;
}

/**
 * All that is known of a secret but its value, which the simulator never has. Times are epoch milliseconds.
 *
 * A secret is never changed in place: a change puts a new one in its stead, so that a configuration item can be the secret
 * as it was, and costs nothing.
 */
export interface Secret {
  readonly arn: string;
  readonly name: string;
  readonly description?: string;
  /** As it was given: id, ARN or alias. Absent: `aws/secretsmanager`. */
  readonly kmsKeyId?: string;
  readonly rotationEnabled?: boolean;
  readonly rotationLambdaArn?: string;
  readonly rotationRules?: RotationRules;
  /** AWS Config's own word for it; the API of Secrets Manager does not tell. */
  readonly rotationOccurringAsScheduled?: boolean;
  readonly createdAt: number;
  readonly lastRotatedAt?: number;
  readonly lastChangedAt: number;
  /** The day alone counts: Secrets Manager cuts the time off. */
  readonly lastAccessedAt?: number;
  readonly nextRotationAt?: number;
  /** When it is to be deleted, once it is marked for deletion. */
  readonly deletionAt?: number;
  readonly owningService?: string;
  /** The Region of the primary, where it has replicas or is one. */
  readonly primaryRegion?: string;
  readonly replicas?: readonly { readonly region: string; readonly kmsKeyId?: string }[];
  readonly policy?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The id of the version that is AWSCURRENT, and of the one before it. */
  readonly currentVersion: string;
  readonly previousVersion?: string;
}

interface SecretsState {
  /** By name, without a prototype: a secret may be called `constructor` or `__proto__`. */
  secrets: Record<string, Secret>;
}

const secretsSlot: Slot<SecretsState> = {
  name: 'secretsmanager',
  create: () => ({ secrets: Object.create(null) as Record<string, Secret> }),
};

/** What AWS Config calls a secret. */
export const secretType = 'AWS::SecretsManager::Secret';

export function secretsIn(
  world: World,
  { accountId, region }: { readonly accountId: string; readonly region: string },
): Record<string, Secret> {
  return world.state(secretsSlot, accountId, region).secrets;
}

/** The secret of a full ARN, wherever it is. */
export function secretOfArn(world: World, arn: string): Secret | undefined {
  const [, , , region = '', accountId = '', , ...rest] = arn.split(':');
  const secret = secretsIn(world, { accountId, region })[rest.join(':').slice(0, -7)];
  return secret?.arn === arn ? secret : undefined;
}

/** Puts a secret in its place, instead of what was there under its name, and tells those who watch. */
export function putSecret(world: World, secret: Secret): void {
  const [, , , region = '', accountId = ''] = secret.arn.split(':');
  secretsIn(world, { accountId, region })[secret.name] = secret;
  world.changed({ accountId, region, type: secretType, id: secret.arn });
}

/** Takes a secret away for good. */
export function dropSecret(world: World, secret: Secret): void {
  const [, , , region = '', accountId = ''] = secret.arn.split(':');
  // A Record that loses and gains names is what the state is made of: plain JSON.
  const all = secretsIn(world, { accountId, region });
  Reflect.deleteProperty(all, secret.name);
  world.changed({ accountId, region, type: secretType, id: secret.arn });
}
