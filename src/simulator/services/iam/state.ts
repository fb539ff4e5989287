import type { Slot, World } from '../../kernel/contract.js';

export interface RoleRecord {
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  readonly id: string;
  readonly createdAt: number;
  description?: string;
  maxSessionDuration: number;
  trustPolicy: string;
  permissionsBoundary?: string;
  /** Inline policies: name → JSON text. */
  inline: Record<string, string>;
  /** ARNs of managed policies. */
  attached: string[];
  tags: Record<string, string>;
  /** The service principal of a service-linked role. */
  linkedTo?: string;
}

export interface UserRecord {
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  readonly id: string;
  readonly createdAt: number;
  inline: Record<string, string>;
  attached: string[];
}

export interface IamState {
  roles: Record<string, RoleRecord>;
  users: Record<string, UserRecord>;
  aliases: string[];
}

/** Kept per account under the Region `global`. */
const iamSlot: Slot<IamState> = {
  name: 'iam.account',
  create: () => ({ roles: {}, users: {}, aliases: [] }),
};

export function iamOf(world: World, accountId: string): IamState {
  return world.state(iamSlot, accountId, 'global');
}

/** The role behind an ARN, with or without its path; undefined when there is none. */
export function roleByArn(world: World, arn: string): RoleRecord | undefined {
  const match = /^arn:[^:]+:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(arn);
  if (!match?.[1] || !match[2]) return undefined;
  const role = iamOf(world, match[1]).roles[match[2]];
  return role?.arn === arn ? role : undefined;
}

/**
 * Is the role known wherever it may be asked for? One made a moment ago is not (`iamPropagation`); service-linked roles are.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency
 */
export function isKnownEverywhere(world: World, role: RoleRecord): boolean {
  return (
    role.linkedTo !== undefined || world.clock.now() - role.createdAt >= world.latency('iamPropagation', 0)
  );
}

/** The account id in an ARN; '' when it has none. */
export function accountOfArn(arn: string): string {
  return arn.split(':')[4] ?? '';
}
