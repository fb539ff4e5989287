import { ServiceError } from '../../kernel/contract.js';
import type { Slot, World } from '../../kernel/contract.js';

type AccountState = 'ACTIVE' | 'SUSPENDED' | 'PENDING_ACTIVATION' | 'PENDING_CLOSURE' | 'CLOSED';

export interface MemberAccount {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly email: string;
  readonly joinedMethod: 'CREATED' | 'INVITED';
  /** Milliseconds since the epoch. */
  readonly joinedAt: number;
  state: AccountState;
  /** Id of the root or of an organizational unit. */
  parentId: string;
}

export interface OrganizationalUnit {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly parentId: string;
}

export interface OrganizationPolicy {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly description: string;
  readonly content: string;
  readonly awsManaged: boolean;
}

export interface OrganizationState {
  id: string;
  managementAccountId: string;
  featureSet: 'ALL' | 'CONSOLIDATED_BILLING';
  rootId: string;
  accounts: Record<string, MemberAccount>;
  organizationalUnits: Record<string, OrganizationalUnit>;
  /** By service principal. */
  trustedAccess: Record<string, { enabledAt: number }>;
  /** By account id, and below by service principal. */
  delegatedAdministrators: Record<
    string,
    { registeredAt: number; services: Record<string, { registeredAt: number }> }
  >;
  /** Service control policies by id. */
  policies: Record<string, OrganizationPolicy>;
  /** Root, organizational unit or account → ids of the policies attached there. */
  attachments: Record<string, string[]>;
}

/** Kept under the management account and the Region `global`. */
export const organizationSlot: Slot<OrganizationState> = {
  name: 'organizations.organization',
  create: () => ({
    id: '',
    managementAccountId: '',
    featureSet: 'ALL',
    rootId: '',
    accounts: {},
    organizationalUnits: {},
    trustedAccess: {},
    delegatedAdministrators: {},
    policies: {},
    attachments: {},
  }),
};

/** The world's one organization. */
export function organizationOf(world: World): OrganizationState {
  for (const { value } of world.all(organizationSlot)) return value;
  throw new ServiceError(
    'AWSOrganizationsNotInUseException',
    'Your account is not a member of an organization.',
  );
}

/** The ids above an account or organizational unit, nearest first; the last is the root. */
export function ancestorsOf(organization: OrganizationState, id: string): readonly string[] {
  const ancestors: string[] = [];
  let parent = organization.accounts[id]?.parentId ?? organization.organizationalUnits[id]?.parentId;
  while (parent !== undefined) {
    ancestors.push(parent);
    parent = organization.organizationalUnits[parent]?.parentId;
  }
  return ancestors;
}

/** Every account below a root or organizational unit, at any depth, in the order of their ids. */
export function accountsBelow(organization: OrganizationState, parentId: string): readonly MemberAccount[] {
  return Object.values(organization.accounts)
    .filter((account) => ancestorsOf(organization, account.id).includes(parentId))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** An account's path as AWS writes it: `o-x/r-x/ou-x/ou-y/`, and then the account's own id. */
export function pathOf(organization: OrganizationState, accountId: string): string {
  return [organization.id, ...[...ancestorsOf(organization, accountId)].reverse(), ''].join('/');
}

/**
 * Has what the management account changed at that time reached everybody else: the other accounts, and the services
 * that go by Organizations? (`organizationsPropagation`; `organizations.ownChanges` says whether the management account is an exception.)
 */
export function isSeen(world: World, changedAt: number): boolean {
  return world.clock.now() - changedAt >= world.latency('organizationsPropagation', 0);
}

/** Is the account a delegated administrator of the service, as far as the service knows? */
export function isDelegatedAdministrator(
  world: World,
  organization: OrganizationState,
  accountId: string,
  servicePrincipal: string,
): boolean {
  const registered = organization.delegatedAdministrators[accountId]?.services[servicePrincipal];
  return registered !== undefined && isSeen(world, registered.registeredAt);
}
