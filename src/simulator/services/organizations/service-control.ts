import { ancestorsOf, organizationSlot } from './state.js';
import type { PolicyText } from '../../kernel/authorize.js';
import type { World } from '../../kernel/contract.js';

/**
 * The service control policies in force for an account, level by level from the root; undefined for the management
 * account and for accounts outside the organization.
 */
export function serviceControlLevels(
  world: World,
  accountId: string,
): readonly (readonly PolicyText[])[] | undefined {
  for (const { value: organization } of world.all(organizationSlot)) {
    if (!organization.accounts[accountId] || organization.managementAccountId === accountId) return undefined;
    return [...ancestorsOf(organization, accountId)]
      .reverse()
      .concat(accountId)
      .map((target) =>
        (organization.attachments[target] ?? [])
          .map((id) => organization.policies[id])
          .filter((policy) => policy !== undefined)
          .map((policy) => ({ name: policy.name, text: policy.content })),
      );
  }
  return undefined;
}
