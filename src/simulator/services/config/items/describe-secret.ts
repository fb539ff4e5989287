import type { World } from '../../../kernel/contract.js';
import { findKey } from '../../kms/state.js';
import { rateHours } from '../../secretsmanager/schedule.js';
import type { RotationRules, Secret } from '../../secretsmanager/state.js';
import type { Place } from '../state.js';
import { compact } from '../wire.js';
import type { Description, Relationship } from './types.js';

/**
 * A secret as AWS Config describes it. Members: the published schema,
 * https://github.com/awslabs/aws-config-resource-schema, AWS::SecretsManager::Secret. Dates of rotation and access are not
 * among them. Relationships: resource-config-reference, AWS Secrets Manager (their name is assumed).
 */
export function describeSecret(world: World, place: Place, secret: Secret): Description {
  return {
    arn: secret.arn,
    name: secret.name,
    createdAt: secret.createdAt,
    tags: secret.tags,
    relationships: relationshipsOf(world, place, secret),
    configuration: compact({
      ARN: secret.arn,
      Name: secret.name,
      Description: secret.description,
      KMSKeyId: secret.kmsKeyId,
      RotationEnabled: secret.rotationEnabled ?? false,
      RotationLambdaARN: secret.rotationLambdaArn,
      RotationRules: secret.rotationRules && rulesOf(secret.rotationRules),
      RotationOccurringAsScheduled: secret.rotationOccurringAsScheduled,
      Deleted: secret.deletionAt !== undefined,
    }),
  };
}

function rulesOf(rules: RotationRules): Record<string, unknown> {
  return compact({
    AutomaticallyAfterDays: rules.automaticallyAfterDays,
    AutomaticallyAfterHours:
      rules.automaticallyAfterDays === undefined ? rateHours(rules.scheduleExpression) : undefined,
    RotationDuration: rules.duration,
    RotationScheduleExpression: rules.scheduleExpression,
  });
}

function relationshipsOf(world: World, place: Place, secret: Secret): readonly Relationship[] {
  const { kmsKeyId, rotationLambdaArn } = secret;
  const key = kmsKeyId === undefined ? undefined : findKey(world, kmsKeyId, place.accountId, place.region);
  const keyId = key?.id ?? keyIdOf(kmsKeyId);
  return [
    ...(keyId === undefined ? [] : [associated('AWS::KMS::Key', keyId)]),
    ...(rotationLambdaArn === undefined
      ? []
      : [associated('AWS::Lambda::Function', rotationLambdaArn.split(':')[6] ?? '')]),
  ];
}

/** The id in a key's ARN, for keys that the account itself does not have; an alias tells none. */
function keyIdOf(reference: string | undefined): string | undefined {
  return /^arn:[^:]+:kms:[^:]+:\d{12}:key\/(.+)$/.exec(reference ?? '')?.[1];
}

function associated(resourceType: string, resourceId: string): Relationship {
  return { resourceType, resourceId, relationshipName: 'Is associated with ' };
}
