import { z } from 'zod';
import { accountId, region, servicePrincipal } from './common.js';

/* What AWS Config has already: recorders, rules and aggregators. */

export const recorder = z.strictObject({
  accountId,
  region,
  name: z.string().default('default'),
  recording: z.boolean().default(true),
  roleArn: z
    .string()
    .optional()
    .meta({ description: 'Default: the service-linked role, which then exists.' }),
  group: z
    .union([
      z.literal('all'),
      z.strictObject({ resourceTypes: z.array(z.string()).min(1) }),
      z.strictObject({ exclude: z.array(z.string()).min(1) }),
    ])
    .default('all'),
  includeGlobalResourceTypes: z.boolean().default(false),
  frequency: z.enum(['CONTINUOUS', 'DAILY']).default('CONTINUOUS'),
  frequencyOverride: z
    .strictObject({ resourceTypes: z.array(z.string()).min(1), frequency: z.enum(['CONTINUOUS', 'DAILY']) })
    .optional()
    .meta({ description: 'Types that are recorded at another frequency.' }),
  channel: z
    .union([
      z.literal('none'),
      z.strictObject({
        name: z.string().default('default'),
        bucket: z.string(),
        prefix: z.string().optional(),
        topicArn: z.string().optional(),
      }),
    ])
    .default('none'),
  serviceLinked: servicePrincipal
    .optional()
    .meta({ description: 'Makes it a service-linked recorder of that service.' }),
});

export const rule = z.strictObject({
  accountId,
  region,
  name: z.string().min(1).max(128),
  identifier: z.string().meta({ description: 'Of the managed rule, e.g. SECRETSMANAGER_USING_CMK.' }),
  parameters: z.record(z.string(), z.string()).default({}),
  frequency: z.enum(['One_Hour', 'Three_Hours', 'Six_Hours', 'Twelve_Hours', 'TwentyFour_Hours']).optional(),
});

export const aggregator = z.strictObject({
  accountId,
  region,
  name: z.string().regex(/^[\w-]{1,256}$/),
  roleArn: z.string().meta({ description: 'With which AWS Config reads the organization.' }),
  regions: z
    .union([z.literal('all'), z.array(region).min(1)])
    .default('all')
    .meta({ description: 'What it collects from: every account of the organization in these.' }),
});
