import { z } from 'zod';
import { accountId, region } from './common.js';
import { moment } from './moments.js';
import { keyTimeline } from './timelines.js';

/** A customer managed key of KMS. */
export const keySchema = z.strictObject({
  accountId,
  region,
  id: z
    .string()
    .regex(/^(mrk-)?[0-9a-f-]{32,36}$/, 'must look like a key id')
    .optional()
    .meta({ description: 'Default: one is made up.' }),
  alias: z
    .string()
    .regex(/^(?!aws\/)[a-zA-Z0-9/_-]{1,250}$/, 'must be the alias without alias/')
    .optional(),
  description: z.string().default(''),
  enabled: z.boolean().default(true),
  rotationDays: z.int().min(90).max(2560).optional().meta({ description: 'Default: no rotation.' }),
  createdAt: moment.default('-365d'),
  deletion: moment.optional().meta({ description: 'The key waits for its deletion then.' }),
  timeline: keyTimeline,
  tags: z.record(z.string().min(1).max(128), z.string().max(256)).default({}),
});
