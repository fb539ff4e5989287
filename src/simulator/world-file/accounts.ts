import { z } from 'zod';
import { accountId, document, ouPath, policy, region, servicePrincipal } from './common.js';

/* Accounts, and who may act in them. */

export const role = z.strictObject({
  name: z.string().regex(/^[\w+=,.@-]{1,64}$/),
  path: z.string().startsWith('/').endsWith('/').default('/'),
  trust: z
    .union([z.literal('management'), z.literal('account'), document])
    .default('management')
    .meta({
      description: '`management`: the management account; `account`: its own account; or a trust policy.',
    }),
  managedPolicies: z
    .array(z.string())
    .default([])
    .meta({ description: 'Names below arn:aws:iam::aws:policy/, e.g. AdministratorAccess.' }),
  policies: z.array(policy).default([]),
});

export const account = z.strictObject({
  id: accountId,
  name: z.string().min(1).max(50),
  email: z.string().optional(),
  state: z.enum(['ACTIVE', 'SUSPENDED', 'PENDING_ACTIVATION', 'PENDING_CLOSURE', 'CLOSED']).default('ACTIVE'),
  ou: ouPath.default('/'),
  joined: z.enum(['CREATED', 'INVITED']).default('CREATED'),
  optIn: z.array(region).default([]).meta({ description: 'Opt-in Regions that this account has enabled.' }),
  settingUp: z.number().min(0).optional().meta({
    description:
      'Virtual milliseconds in which AWS is still setting the account up: no Region takes its credentials.',
  }),
  accessRole: z
    .boolean()
    .default(true)
    .meta({ description: 'Is there an OrganizationAccountAccessRole that trusts the management account?' }),
  serviceLinkedRoles: z
    .array(servicePrincipal)
    .default([])
    .meta({ description: 'Services whose service-linked role exists already.' }),
  roles: z.array(role).default([]),
});

export const principal = z.strictObject({
  accountId,
  type: z.enum(['user', 'role']),
  name: z.string().regex(/^[\w+=,.@-]{1,64}$/),
  managedPolicies: z.array(z.string()).default([]),
  policies: z.array(policy).default([]),
});
