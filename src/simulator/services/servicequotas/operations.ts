import type { Operation } from '../../kernel/contract.js';
import { getServiceQuota } from './get-service-quota.js';
import { listServiceQuotas } from './list-service-quotas.js';

export const operations: readonly Operation[] = [getServiceQuota, listServiceQuotas];
