import { serviceQuotas } from '../../facts/service-quotas.js';
import { ServiceError } from '../../kernel/contract.js';
import type { World } from '../../kernel/contract.js';
import type { WorldFile } from '../../world-file/schema.js';
import { appliedSlot, quotaKey } from './state.js';

/** Quotas that were raised, or are lower than AWS's pages say. */
export function seed(world: World, file: Pick<WorldFile, 'quotas'>): void {
  for (const { accountId, region, service, name, value } of file.quotas) {
    if (!serviceQuotas.some((quota) => quota.service === service && quota.name === name))
      throw new ServiceError('InvalidWorld', `Service Quotas knows no ${name} of ${service}.`);
    world.state(appliedSlot, accountId, region ?? 'global')[quotaKey(service, name)] = value;
  }
}
