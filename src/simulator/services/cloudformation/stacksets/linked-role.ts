import { ServiceError } from '../../../kernel/contract.js';
import type { Caller, World } from '../../../kernel/contract.js';

/** Makes a service-linked role in the caller's account, unless it is there. IAM answers InvalidInput for one that is. */
export async function makeLinkedRole(
  world: World,
  service: string,
  as: { readonly caller: Caller; readonly region: string },
): Promise<void> {
  const input = { AWSServiceName: service };
  await unlessTaken('InvalidInput', () => world.invoke('iam', 'CreateServiceLinkedRole', input, as));
}

/** Makes something that others may have made, or be making, at the same time. */
export async function unlessTaken(code: string, make: () => Promise<unknown>): Promise<void> {
  try {
    await make();
  } catch (error) {
    if (!(error instanceof ServiceError && error.code === code)) throw error;
  }
}
