import { z } from 'zod';
import { moment } from './moments.js';
import { rotation } from './rotation.js';

const tags = z.record(z.string().min(1).max(128), z.string().max(256));

const entry = {
  at: moment,
  by: z
    .string()
    .regex(/^[\w+=,.@-]+(\/[\w+=,.@-]+)?$/, 'must be a user, or a role and a session like deployer/jane')
    .optional()
    .meta({
      description:
        'Who did it, for CloudTrail: a user, or a role and a session like deployer/jane. Default: the root user.',
    }),
  tag: tags.optional().meta({ description: 'Tags that are added or changed.' }),
  untag: z.array(z.string()).min(1).optional().meta({ description: 'Tags that are removed.' }),
  description: z.string().optional(),
};

const yes = z.literal(true);

/** What happens to a secret at one moment. */
const secretEvent = z.strictObject({
  ...entry,
  rotated: yes.optional(),
  rotationFailed: yes.optional().meta({ description: 'RotationOccurringAsScheduled becomes false.' }),
  rotation: z
    .union([z.literal('off'), rotation])
    .optional()
    .meta({ description: 'Rotation is configured, or turned off.' }),
  kmsKey: z.string().optional().meta({ description: 'Another key; aws/secretsmanager is AWS’s own.' }),
  accessed: yes.optional(),
  deleted: z
    .union([z.literal('now'), z.strictObject({ days: z.int().min(7).max(30) })])
    .optional()
    .meta({ description: 'Gone at once, or marked for deletion.' }),
  restored: yes.optional(),
});

const keyEvent = z.strictObject({
  ...entry,
  enabled: z.boolean().optional(),
  rotationDays: z.union([z.literal('off'), z.int().min(90).max(2560)]).optional(),
  deletion: z
    .union([z.literal('cancelled'), z.strictObject({ days: z.int().min(7).max(30) })])
    .optional()
    .meta({ description: 'Its deletion is scheduled, or cancelled.' }),
});

const functionEvent = z.strictObject({
  ...entry,
  code: yes.optional().meta({ description: 'Other code is deployed.' }),
  runtime: z.string().optional(),
  role: z.string().optional().meta({ description: 'Name or ARN of another execution role.' }),
  deleted: yes.optional(),
});

const timeline = <Event extends z.ZodType>(event: Event, of: string) =>
  z
    .array(event)
    .default([])
    .meta({ description: `What happened to ${of} before the start, and what will happen, by its moment.` });

export const secretTimeline = timeline(secretEvent, 'the secret');
export const keyTimeline = timeline(keyEvent, 'the key');
export const functionTimeline = timeline(functionEvent, 'the function');
