import { z } from 'zod';
import { hubGroups, type Action, type Plan } from '../model/plan.js';

/** A key that is always written, as null where there is no value. */
function orUndefined<T extends z.ZodType>(schema: T) {
  return schema.nullable().transform((value): z.output<T> | undefined => value ?? undefined);
}

const accountId = z.string().regex(/^\d{12}$/);
const region = z.string().regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/);
const target = z.strictObject({ accountId, region });
const texts = z.array(z.string());
const record = z.record(z.string(), z.string());
const difference = z.strictObject({
  field: z.string(),
  from: orUndefined(z.string()),
  to: orUndefined(z.string()),
});
const operation = z.strictObject({
  organizationalUnits: orUndefined(texts),
  filter: orUndefined(z.enum(['NONE', 'INTERSECTION', 'DIFFERENCE'])),
  accounts: z.array(accountId),
});

const stackSetKinds = ['member', 'slr', 'recorder', 'rules', 'forward', 'hub', 'notify', 'bucket'] as const;
const standing = {
  name: z.string(),
  kind: z.enum(stackSetKinds),
  permissionModel: z.enum(['SERVICE_MANAGED', 'SELF_MANAGED']),
  region,
};
const standingStackSet = z.strictObject(standing);
const stackSet = z.strictObject({
  ...standing,
  templateDigest: z.string(),
  parameters: record,
  capabilities: texts,
  tags: record,
  autoDeployment: orUndefined(z.strictObject({ enabled: z.boolean(), dependsOn: texts })),
  organizationalUnits: texts,
  accounts: z.array(accountId),
});

const stack = z.strictObject({
  name: z.string(),
  accountId,
  region,
  templateDigest: z.string(),
  template: z.enum([...stackSetKinds, 'management-roles']),
  parameters: record,
  capabilities: texts,
  tags: record,
});

const aggregator = z.strictObject({
  name: z.string(),
  accountId,
  region,
  roleArn: z.string(),
  regions: z.union([z.literal('all'), z.array(region)]),
  tags: record,
});

const topic = z.strictObject({ arn: z.string(), region });
const subscription = z.strictObject({
  protocol: z.enum(['email', 'https', 'sqs']),
  endpoint: z.string(),
  filterPolicy: z.string(),
  raw: z.boolean(),
});

/** An action of one type; the fields that all have, and its own. */
function action<const T extends Action['type'], S extends z.ZodRawShape>(type: T, shape: S) {
  return z.strictObject({
    id: z.string(),
    dependsOn: texts,
    destructive: z.boolean(),
    type: z.literal(type),
    ...shape,
  });
}

const change = z.enum(['create', 'update']);
const differences = z.array(difference);
const targets = z.array(target);
const recorder = z.string();
const frequency = z.enum(['CONTINUOUS', 'DAILY']);
const recorderSettings = z.strictObject({
  roleArn: z.string(),
  allSupported: z.boolean(),
  includeGlobalResourceTypes: z.boolean(),
  strategy: orUndefined(
    z.enum(['ALL_SUPPORTED_RESOURCE_TYPES', 'INCLUSION_BY_RESOURCE_TYPES', 'EXCLUSION_BY_RESOURCE_TYPES']),
  ),
  resourceTypes: texts,
  excludedTypes: texts,
  frequency,
  frequencyOverrides: z.array(z.strictObject({ resourceTypes: texts, frequency })),
});
const channelSettings = z.strictObject({
  bucket: z.string(),
  keyPrefix: orUndefined(z.string()),
  kmsKeyArn: orUndefined(z.string()),
  topicArn: orUndefined(z.string()),
});
const ruleContent = z.strictObject({
  name: z.string(),
  identifier: z.string(),
  description: z.string(),
  resourceTypes: texts,
  parameters: record,
  frequency: orUndefined(z.string()),
});
/** A thing by its name and place. */
const named = z.strictObject({ name: z.string(), accountId, region });

const actionSchema = z.discriminatedUnion('type', [
  action('activate-stacksets-access', {}),
  action('enable-service-access', { service: z.string() }),
  action('register-delegated-administrator', { service: z.string(), accountId }),
  action('deploy-stack', { change, stack, differences }),
  action('create-stack-set', { stackSet }),
  action('update-stack-set', { stackSet, differences, targets, operation: orUndefined(operation) }),
  action('create-instances', { stackSet, targets, operation, withoutRules: texts.optional() }),
  action('update-instances', { stackSet, targets, operation, rules: texts, withoutRules: texts }),
  action('rebuild-hub', { stackSet, targets, operation, groups: z.array(z.enum(hubGroups)) }),
  action('start-recorder', { target, recorder }),
  action('put-recorder', {
    target,
    recorder,
    settings: orUndefined(recorderSettings),
    channel: orUndefined(channelSettings),
    differences,
  }),
  action('put-rules', { target, rules: z.array(ruleContent), differences }),
  action('extend-recorder', { target, recorder, differences }),
  action('prove-delivery', { target }),
  action('prove-coverage', { targets: z.int().nonnegative() }),
  action('put-aggregator', { aggregator, change, differences }),
  action('put-subscription', {
    change,
    topic,
    subscription,
    arn: z.string().optional(),
    differences,
  }),
  action('delete-subscription', {
    topic,
    subscription: z.strictObject({ protocol: z.string(), endpoint: z.string(), arn: z.string() }),
  }),
  action('delete-instances', {
    stackSet: standingStackSet,
    targets,
    operation,
    retainStacks: z.boolean(),
    again: z.boolean().optional(),
  }),
  action('delete-stack-set', { stackSet: standingStackSet }),
  action('delete-stack', { stack: named, again: z.boolean().optional() }),
  action('delete-aggregator', { aggregator: named }),
  action('delete-bucket', {
    bucket: named,
    contents: z.strictObject({
      versions: z.number(),
      deleteMarkers: z.number(),
      bytes: z.number(),
      more: z.boolean(),
    }),
  }),
  action('stop-auto-deployment', { stackSet: standingStackSet }),
  action('prove-removal', { recorders: targets, rules: targets, roles: z.array(accountId) }),
]);

const place = { accountId: accountId.optional(), region: region.optional() };

/** A saved plan. Unknown keys are refused: a plan of another version must not be half understood. */
export const planSchema: z.ZodType<Plan> = z.strictObject({
  version: z.literal(1),
  organizationId: z.string(),
  prefix: z.string(),
  scope: z
    .strictObject({ accounts: z.array(accountId).optional(), regions: z.array(region).optional() })
    .optional()
    .describe('What the plan is narrowed to; missing: the whole organization.'),
  actions: z.array(actionSchema),
  coverage: targets,
  exclusions: z.array(
    z.strictObject({ ...place, rule: z.string().optional(), reason: z.string(), source: z.string() }),
  ),
  lookLater: z.array(z.strictObject({ accountId, region: region.optional(), reason: z.string() })),
  obstacles: z.array(z.strictObject({ ...place, reason: z.string(), instructions: z.string() })),
  warnings: texts,
});
