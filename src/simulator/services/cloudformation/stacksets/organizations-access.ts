import { ServiceError } from '../../../kernel/contract.js';
import type { Slot, World } from '../../../kernel/contract.js';
import { organizationOf } from '../../organizations/state.js';
import type { OrganizationState } from '../../organizations/state.js';

/** StackSets' name in Organizations, for trusted access and for delegated administrators. */
export const STACKSETS_PRINCIPAL = 'member.org.stacksets.cloudformation.amazonaws.com';

/**
 * Kept under the management account and the Region `global`. Trusted access enabled through Organizations alone does
 * not let StackSets work: only ActivateOrganizationsAccess does (https://github.com/pepperize/cdk-organizations/issues/1718).
 */
const accessSlot: Slot<{ activated: boolean }> = {
  name: 'cloudformation.organizationsAccess',
  create: () => ({ activated: false }),
};

/** The world's organization; undefined for an account outside of it. */
export function organizationAround(world: World, accountId: string): OrganizationState | undefined {
  try {
    const organization = organizationOf(world);
    return accountId in organization.accounts ? organization : undefined;
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'AWSOrganizationsNotInUseException') return undefined;
    throw error;
  }
}

export function isAccessActivated(world: World, organization: OrganizationState): boolean {
  return (
    world.state(accessSlot, organization.managementAccountId, 'global').activated &&
    STACKSETS_PRINCIPAL in organization.trustedAccess
  );
}

export function setAccessActivated(world: World, organization: OrganizationState, activated: boolean): void {
  world.state(accessSlot, organization.managementAccountId, 'global').activated = activated;
}

/** For a world that begins with trusted access for StackSets: it was activated the proper way. */
export function seedOrganizationsAccess(world: World): void {
  const organization = organizationOf(world);
  setAccessActivated(world, organization, STACKSETS_PRINCIPAL in organization.trustedAccess);
}
