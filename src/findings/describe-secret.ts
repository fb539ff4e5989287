import type { SecretKey, SecretRotation } from '../model/secret-report.js';
import type { AccountId } from '../model/target.js';
import type { RecordedSecret } from './rows.js';

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html */
const managedAlias = 'alias/aws/secretsmanager';

/**
 * The key of a recorded secret. AWS leaves it out where it is `aws/secretsmanager`
 * (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html); that AWS Config does the same
 * is assumed: its published schema has the member, and says nothing of when it is missing.
 */
export function keyOf({ kmsKeyId }: RecordedSecret, accountId: AccountId): SecretKey {
  if (kmsKeyId === undefined || kmsKeyId === managedAlias || kmsKeyId.endsWith(`:${managedAlias}`))
    return { kind: 'aws-managed' };
  const owner = /^arn:[^:]+:kms:[^:]*:(\d{12}):/.exec(kmsKeyId)?.[1];
  return owner === undefined || owner === accountId
    ? { kind: 'customer-managed', id: kmsKeyId }
    : { kind: 'another-account', id: kmsKeyId, accountId: owner };
}

export function rotationOf({ rotation }: RecordedSecret): SecretRotation {
  return {
    enabled: rotation.enabled,
    schedule: scheduleOf(rotation),
    functionArn: rotation.functionArn,
    occursAsScheduled: rotation.occursAsScheduled,
  };
}

/** The schedule in words. https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html */
function scheduleOf({ expression, afterDays, afterHours }: RecordedSecret['rotation']): string | undefined {
  const rate = /^rate\((\d+) (hour|day)s?\)$/.exec(expression ?? '');
  if (rate) return every(Number(rate[1]), rate[2] ?? '');
  if (expression !== undefined && expression !== '') return expression;
  if (afterDays !== undefined && afterDays > 0) return every(afterDays, 'day');
  if (afterHours !== undefined && afterHours > 0) return every(afterHours, 'hour');
  return undefined;
}

function every(count: number, unit: string): string {
  return count === 1 ? `every ${unit}` : `every ${count} ${unit}s`;
}
