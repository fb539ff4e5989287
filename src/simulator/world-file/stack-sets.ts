import { z } from 'zod';
import { region } from './common.js';

/** A StackSet that the management account has already, whoever made it. */
export const stackSetSchema = z.strictObject({
  name: z.string().regex(/^[a-zA-Z][a-zA-Z0-9-]{0,127}$/),
  region,
  template: z.record(z.string(), z.unknown()).meta({ description: 'A CloudFormation template.' }),
  tags: z.record(z.string().min(1).max(128), z.string().max(256)).default({}),
  administrationRoleArn: z.string().optional(),
  executionRoleName: z.string().optional(),
});
