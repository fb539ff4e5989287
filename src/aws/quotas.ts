import { paginateListServiceQuotas, type ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { required } from './errors.js';

/** A quota of an account, as Service Quotas tells it. */
export interface Quota {
  readonly code: string;
  readonly name: string;
  readonly value: number;
}

/** The quotas that what is deployed counts against. */
export interface QuotasPort {
  /** CloudFormation's, in the management account: StackSets with service-managed permissions live there. */
  cloudFormation(): Promise<readonly Quota[]>;
  /** AWS Config's, in the administrator account's home Region. */
  config(): Promise<readonly Quota[]>;
}

/** Every quota of a service with the value that was applied to the account. */
export async function listQuotas(
  client: ServiceQuotasClient,
  ServiceCode: string,
): Promise<readonly Quota[]> {
  const found: Quota[] = [];
  for await (const page of paginateListServiceQuotas({ client, pageSize: 100 }, { ServiceCode }))
    for (const quota of page.Quotas ?? [])
      found.push({
        code: required(quota.QuotaCode, 'ServiceQuota.QuotaCode'),
        name: required(quota.QuotaName, 'ServiceQuota.QuotaName'),
        value: required(quota.Value, 'ServiceQuota.Value'),
      });
  return found;
}
