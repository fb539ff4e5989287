import type { Account, Organization, OrganizationalUnit } from '../../../src/model/organization.js';
import { administrator, management } from './org-config.js';

const root = 'r-abcd';

export interface OrganizationSketch {
  /** Parent of each OU by index: another OU before it, or -1 for the root. */
  readonly units: readonly number[];
  /** Member accounts beside the administrator, by the index of their OU (-1: the root). */
  readonly accounts: readonly { readonly unit: number; readonly state: Account['state'] }[];
  /** Where the administrator account is. */
  readonly administratorUnit: number;
}

export function unitId(index: number): string {
  return index < 0 ? root : `ou-abcd-0000000${index}`;
}

export function accountId(index: number): string {
  return String(index + 3).padStart(12, '0');
}

/** An organization with the management account in the root, and every opt-in Region disabled. */
export function organizationOf(
  sketch: OrganizationSketch,
  changes: Partial<Organization> = {},
): Organization {
  const path = (unit: number): string[] =>
    unit < 0 ? [root] : [...path(sketch.units[unit] ?? -1), unitId(unit)];
  const names = (unit: number): string => (unit < 0 ? '' : `${names(sketch.units[unit] ?? -1)}/Unit${unit}`);
  const account = (id: string, unit: number, state: Account['state']): Account => ({
    id,
    name: `account-${id}`,
    state,
    path: path(unit),
  });
  const accounts = [
    account(management, -1, 'ACTIVE'),
    account(administrator, sketch.administratorUnit, 'ACTIVE'),
    ...sketch.accounts.map(({ unit, state }, index) => account(accountId(index), unit, state)),
  ];
  return {
    id: 'o-abcdefghij',
    partition: 'aws',
    managementAccountId: management,
    rootId: root,
    allFeatures: true,
    accounts,
    units: sketch.units.map((parent, index): OrganizationalUnit => ({
      id: unitId(index),
      name: `Unit${index}`,
      parentId: unitId(parent),
      path: names(index),
    })),
    trustedServices: [],
    delegatedAdministrators: new Map(),
    optInRegions: new Map(
      accounts.map(({ id }) => [
        id,
        new Map([['il-central-1', 'DISABLED'] as const, ['me-central-1', 'DISABLED'] as const]),
      ]),
    ),
    ...changes,
  };
}
