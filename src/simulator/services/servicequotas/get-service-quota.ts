import { ServiceError } from '../../kernel/contract.js';
import { requiredText } from '../../kernel/input.js';
import type { Operation } from '../../kernel/contract.js';
import { quotaShape } from './shapes.js';
import { quotasOf } from './state.js';

export const getServiceQuota: Operation = {
  service: 'servicequotas',
  name: 'GetServiceQuota',
  mutating: false,
  access(input, call) {
    const service = requiredText(input, 'ServiceCode', 'IllegalArgumentException');
    const code = requiredText(input, 'QuotaCode', 'IllegalArgumentException');
    const resource = `arn:${call.world.partition}:servicequotas:${call.region}:${call.caller.accountId}:${service}/${code}`;
    return [{ action: 'servicequotas:GetServiceQuota', resource }];
  },
  handle(input, call) {
    const service = requiredText(input, 'ServiceCode', 'IllegalArgumentException');
    const code = requiredText(input, 'QuotaCode', 'IllegalArgumentException');
    const quota = quotasOf(call.world, call.caller.accountId, call.region, service).find(
      (one) => one.code === code,
    );
    if (!quota) throw new ServiceError('NoSuchResourceException', 'The specified resource does not exist.');
    return { Quota: quotaShape(quota, call) };
  },
};
