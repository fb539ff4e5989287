import { serviceQuotas } from '../../facts/service-quotas.js';
import type { Quota } from '../../facts/service-quotas.js';
import type { Slot, World } from '../../kernel/contract.js';

/** Kept per account and Region, `global` for every Region: `service/name` → the applied value. */
export const appliedSlot: Slot<Record<string, number>> = {
  name: 'servicequotas.applied',
  create: () => ({}),
};

/** Each quota of the service with the value that holds for the account in the Region. */
export function quotasOf(world: World, accountId: string, region: string, service: string): readonly Quota[] {
  return serviceQuotas
    .filter((quota) => quota.service === service)
    .map((quota) => ({ ...quota, value: appliedValue(world, accountId, region, quota) }));
}

/** What holds for the account in the Region, for those who keep to it. */
export function quotaValue(
  world: World,
  accountId: string,
  region: string,
  service: string,
  name: string,
): number {
  const quota = quotasOf(world, accountId, region, service).find((one) => one.name === name);
  return quota?.value ?? Number.POSITIVE_INFINITY;
}

function appliedValue(world: World, accountId: string, region: string, quota: Quota): number {
  const key = quotaKey(quota.service, quota.name);
  // Not `state`, which would make what is only asked for.
  const found = [...world.all(appliedSlot)].filter((entry) => entry.accountId === accountId);
  const valueIn = (where: string) => found.find((entry) => entry.region === where)?.value[key];
  return valueIn(region) ?? valueIn('global') ?? quota.value;
}

export function quotaKey(service: string, name: string): string {
  return `${service}/${name}`;
}
