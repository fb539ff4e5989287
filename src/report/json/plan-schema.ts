import { z } from 'zod';
import type { Action } from '../../model/plan.js';
import { accountId, exclusion } from './common.js';

const region = z.string();
const target = z.strictObject({ accountId, region });
const texts = z.record(z.string(), z.string());
const permissionModel = z.enum(['SERVICE_MANAGED', 'SELF_MANAGED']);

const differences = z.array(
  z.strictObject({ field: z.string(), from: z.string().optional(), to: z.string().optional() }),
);

const stackSet = z.strictObject({
  name: z.string(),
  kind: z.enum(['member', 'slr', 'recorder', 'rules', 'forward', 'hub']),
  permissionModel,
  region,
  templateDigest: z.string(),
  parameters: texts,
  capabilities: z.array(z.string()),
  tags: texts,
  autoDeployment: z.strictObject({ enabled: z.boolean(), dependsOn: z.array(z.string()) }).optional(),
  organizationalUnits: z.array(z.string()),
  accounts: z.array(accountId),
});

const stack = z.strictObject({
  name: z.string(),
  accountId,
  region,
  templateDigest: z.string(),
  template: z.enum(['member', 'slr', 'recorder', 'rules', 'forward', 'hub', 'management-roles']),
  parameters: texts,
  capabilities: z.array(z.string()),
  tags: texts,
});

const aggregator = z.strictObject({
  name: z.string(),
  accountId,
  region,
  roleArn: z.string(),
  regions: z.union([z.literal('all'), z.array(region)]),
  tags: texts,
});

const operation = z.strictObject({
  organizationalUnits: z.array(z.string()).optional(),
  filter: z.enum(['NONE', 'INTERSECTION', 'DIFFERENCE']).optional(),
  accounts: z.array(accountId),
});

const change = z.enum(['create', 'update']);

/** What each kind of action holds beside the fields that all have; the compiler sees that no kind is forgotten. */
const fieldsOf = {
  'activate-stacksets-access': {},
  'enable-service-access': { service: z.string() },
  'register-delegated-administrator': { service: z.string(), accountId },
  'deploy-stack': { change, stack, differences },
  'create-stack-set': { stackSet },
  'update-stack-set': { stackSet, differences, targets: z.array(target) },
  'create-instances': { stackSet, targets: z.array(target), operation },
  'start-recorder': { target, recorder: z.string() },
  'extend-recorder': { target, recorder: z.string(), differences },
  'prove-delivery': { target },
  'prove-coverage': { targets: z.int().min(0) },
  'put-aggregator': { aggregator, change, differences },
} satisfies Record<Action['type'], z.ZodRawShape>;

function actionOf([type, fields]: readonly [string, z.ZodRawShape]) {
  const common = { id: z.string(), dependsOn: z.array(z.string()), destructive: z.boolean() };
  return z.strictObject({ ...common, type: z.literal(type), ...fields });
}

const actions = Object.entries(fieldsOf).map(actionOf);
const action = z
  .discriminatedUnion('type', actions as [(typeof actions)[number], ...typeof actions])
  .describe('One step, with everything that it needs.');

const plan = z.strictObject({
  version: z.literal(1),
  organizationId: z.string(),
  prefix: z.string(),
  actions: z.array(action),
  coverage: z.array(target),
  exclusions: z.array(exclusion),
  lookLater: z.array(z.strictObject({ accountId, region: region.optional(), reason: z.string() })),
  obstacles: z.array(
    z.strictObject({
      accountId: accountId.optional(),
      region: region.optional(),
      reason: z.string(),
      instructions: z.string(),
    }),
  ),
  warnings: z.array(z.string()),
});

export const planSchema = z
  .strictObject({
    changes: z.int().min(0).describe('The number of actions.'),
    plan,
    accountNames: z.record(accountId, z.string()),
    calls: z.strictObject({
      total: z.int().min(0),
      mutating: z.int().min(0),
      byOperation: z.record(z.string(), z.int().min(0)),
    }),
  })
  .describe(
    'What `orgsecrets plan --json` prints and `orgsecrets plan --out FILE` writes; `orgsecrets apply FILE` reads it.',
  );
