import { z } from 'zod';
import { accountId, region } from './common.js';
import { moment } from './moments.js';
import { rotation } from './rotation.js';
import { secretTimeline } from './timelines.js';

/** A secret without its value: there are no values in a world. */
export const secretSchema = z.strictObject({
  accountId,
  region,
  name: z.string().regex(/^[A-Za-z0-9/_+=.@-]{1,512}$/, 'may hold letters, digits and /_+=.@-'),
  description: z.string().optional(),
  kmsKey: z.string().optional().meta({
    description: 'Id, ARN or alias of the key, another account’s too. Default: aws/secretsmanager.',
  }),
  rotation: rotation.optional().meta({ description: 'Default: rotation was never configured.' }),
  createdAt: moment.default('-365d'),
  lastChanged: moment.optional().meta({ description: 'Default: the last rotation, or createdAt.' }),
  lastRotated: moment.optional().meta({ description: 'Default: never.' }),
  lastAccessed: moment.optional().meta({ description: 'Default: never.' }),
  deletion: moment.optional().meta({
    description: 'The secret is marked for deletion and goes away then.',
  }),
  owningService: z.string().optional(),
  replicas: z.array(region).default([]).meta({ description: 'Regions of its replicas.' }),
  tags: z.record(z.string().min(1).max(128), z.string().max(256)).default({}),
  timeline: secretTimeline,
});
