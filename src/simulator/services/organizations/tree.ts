import type { OrganizationalUnit, OrganizationState } from './state.js';

/** Is it the root or an organizational unit? */
export function exists(organization: OrganizationState, parentId: string): boolean {
  return parentId === organization.rootId || organization.organizationalUnits[parentId] !== undefined;
}

/** The units directly below, in the order of their ids. */
export function unitsBelow(organization: OrganizationState, parentId: string): readonly OrganizationalUnit[] {
  return Object.values(organization.organizationalUnits)
    .filter((unit) => unit.parentId === parentId)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
