import { z } from 'zod';
import { errorCodes } from '../../model/errors.js';
import type { ErrorCode, OrgSecretsError } from '../../model/errors.js';

export const errorSchema = z
  .strictObject({
    error: z.strictObject({
      code: z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]),
      fault: z.enum(['user', 'aws', 'internal']),
      message: z.string(),
      targets: z.array(z.strictObject({ accountId: z.string().optional(), region: z.string().optional() })),
      instructions: z.string().optional(),
    }),
  })
  .describe('What any command prints with --json where it could not give its result.');

export type ErrorDocument = z.infer<typeof errorSchema>;

export function errorDocument(error: OrgSecretsError): ErrorDocument {
  return {
    error: {
      code: error.code,
      fault: error.fault,
      message: error.message,
      targets: error.targets.map(({ accountId, region }) => ({
        ...(accountId && { accountId }),
        ...(region && { region }),
      })),
      ...(error.instructions && { instructions: error.instructions }),
    },
  };
}
