import { z } from 'zod';
import { isSchedule } from '../services/secretsmanager/schedule.js';

/** How a secret rotates: every so many days, or by an expression. */
export const rotation = z.strictObject({
  enabled: z.boolean().default(true),
  lambda: z.string().optional().meta({
    description: 'Name or ARN of the function. Default: none, as for secrets that another service manages.',
  }),
  days: z.int().min(1).max(1000).optional(),
  schedule: z
    .string()
    .refine(isSchedule, 'is no schedule that Secrets Manager takes')
    .optional()
    .meta({ description: 'rate(…) or cron(…), in the place of days.' }),
  duration: z
    .string()
    .regex(/^\d+h$/)
    .optional(),
  asScheduled: z.boolean().default(true).meta({ description: 'RotationOccurringAsScheduled.' }),
});
