import type { Quota } from '../../facts/service-quotas.js';
import type { Call, Shape } from '../../kernel/contract.js';

/** A quota as the API writes it. */
export function quotaShape(quota: Quota, call: Call): Shape {
  const { partition } = call.world;
  return {
    ServiceCode: quota.service,
    ServiceName: quota.serviceName,
    QuotaArn: `arn:${partition}:servicequotas:${call.region}:${call.caller.accountId}:${quota.service}/${quota.code}`,
    QuotaCode: quota.code,
    QuotaName: quota.name,
    Value: quota.value,
    Unit: 'None',
    Adjustable: quota.adjustable,
    GlobalQuota: false,
    QuotaAppliedAtLevel: 'ACCOUNT',
  };
}
