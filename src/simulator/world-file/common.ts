import { z } from 'zod';

/* What several parts of a world file are made of. */

export const accountId = z
  .string()
  .regex(/^\d{12}$/, 'must be 12 digits in quotes')
  .meta({
    description: 'Account id, in quotes: YAML reads bare digits as a number and loses leading zeros.',
  });
export const region = z.string().regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, 'must look like eu-central-1');
export const ouPath = z
  .string()
  .regex(/^\/($|[^/]+(\/[^/]+)*$)/, 'must be / or a path like /Workloads/Prod')
  .meta({ description: 'Path of an organizational unit; / is the root.' });
export const servicePrincipal = z
  .string()
  .regex(/^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/, 'must be a service principal like config.amazonaws.com');
export const document = z
  .looseObject({ Statement: z.union([z.array(z.unknown()), z.looseObject({})]) })
  .meta({ description: 'An inline policy document.' });
export const policy = z.union([
  z.string().min(1).meta({ description: 'A JSON policy file, relative to the policy root.' }),
  document,
]);
