import { z } from 'zod';

/** A StackSet that the management account has already, whoever made it. */
export function stackSetSchema<Region extends z.ZodType>(region: Region) {
  return z.strictObject({
    name: z.string().regex(/^[a-zA-Z][a-zA-Z0-9-]{0,127}$/),
    region,
    template: z.record(z.string(), z.unknown()).meta({ description: 'A CloudFormation template.' }),
    tags: z.record(z.string().min(1).max(128), z.string().max(256)).default({}),
    administrationRoleArn: z.string().optional(),
    executionRoleName: z.string().optional(),
  });
}
