import { paginateListSecrets, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { ListedSecret } from '../model/observed.js';
import { required } from './errors.js';

/** AWS's most. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html */
const pageSize = 100;

/**
 * Secrets of an account and Region with the times that AWS Config does not record: a hundred a call, where DescribeSecret
 * would take one call each. Metadata alone: nothing here can read a value.
 */
export async function listSecrets(client: SecretsManagerClient): Promise<readonly ListedSecret[]> {
  const found: ListedSecret[] = [];
  for await (const page of paginateListSecrets({ client, pageSize }, {}))
    for (const secret of page.SecretList ?? [])
      found.push({
        arn: required(secret.ARN, 'SecretListEntry.ARN'),
        lastRotated: secret.LastRotatedDate?.toISOString(),
        nextRotation: secret.NextRotationDate?.toISOString(),
        lastAccessed: secret.LastAccessedDate?.toISOString().slice(0, 10),
      });
  return found;
}
