import { letters } from '../../kernel/random.js';
import { iamOf } from './state.js';
import type { ServiceLinkedRoleFacts } from '../../facts/service-linked-roles.js';
import type { World } from '../../kernel/contract.js';
import type { RoleRecord } from './state.js';

export interface NewRole {
  readonly name: string;
  readonly path: string;
  readonly trustPolicy: string;
  readonly description?: string;
  readonly maxSessionDuration?: number;
  readonly permissionsBoundary?: string;
  readonly tags?: Record<string, string>;
  /** Milliseconds since the epoch; default: now. */
  readonly createdAt?: number;
}

/** Puts a role into an account; whoever calls has checked that it may. */
export function addRole(world: World, accountId: string, role: NewRole): RoleRecord {
  const record: RoleRecord = {
    name: role.name,
    path: role.path,
    arn: `arn:${world.partition}:iam::${accountId}:role${role.path}${role.name}`,
    id: `AROA${letters(world.random, 17)}`,
    createdAt: role.createdAt ?? world.clock.now(),
    ...(role.description === undefined ? {} : { description: role.description }),
    maxSessionDuration: role.maxSessionDuration ?? 3600,
    trustPolicy: role.trustPolicy,
    ...(role.permissionsBoundary === undefined ? {} : { permissionsBoundary: role.permissionsBoundary }),
    inline: {},
    attached: [],
    tags: role.tags ?? {},
  };
  iamOf(world, accountId).roles[role.name] = record;
  return record;
}

/** Puts a service-linked role into an account. */
export function serviceLinkedRole(
  world: World,
  accountId: string,
  service: string,
  facts: ServiceLinkedRoleFacts,
): RoleRecord {
  const record = addRole(world, accountId, {
    name: facts.roleName,
    path: `/aws-service-role/${service}/`,
    trustPolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
    }),
  });
  record.linkedTo = service;
  if (facts.policy !== undefined)
    record.attached = [`arn:${world.partition}:iam::aws:policy/${facts.policy}`];
  return record;
}
