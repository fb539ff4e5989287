import { z } from 'zod';
import { accountId, region } from './common.js';

/* Calls that go wrong, by script or by number. */

export const fault = z.strictObject({
  service: z.string().optional(),
  operation: z.string().optional(),
  accountId: accountId.optional(),
  region: region.optional(),
  nth: z
    .int()
    .min(1)
    .default(1)
    .meta({ description: 'The first matching call that is hit, counted from 1.' }),
  times: z.union([z.int().min(1), z.literal('always')]).default(1),
  effect: z.union([
    z.enum(['throttle', 'timeout', 'reset', 'denied']),
    z.strictObject({ status: z.int().min(500).max(599) }),
    z.strictObject({
      error: z.strictObject({ code: z.string(), message: z.string(), status: z.int().default(400) }),
    }),
  ]),
  executed: z.boolean().default(false).meta({
    description: 'For timeout, reset and status: the call took effect and only its answer was lost.',
  }),
  source: z.enum(['outside', 'inside']).default('outside').meta({
    description:
      'Whose calls: those that come from outside, or those that services make themselves, e.g. CloudFormation for a stack.',
  }),
});

export const rateLimit = z.strictObject({
  service: z.string(),
  operation: z.string().optional().meta({ description: 'Default: all of the service share the bucket.' }),
  perSecond: z.number().positive(),
  burst: z.int().min(1),
});
