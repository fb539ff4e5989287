import { z } from 'zod';
import { limitNames, partitionNames, ruleNames } from '../model/catalog.js';

const sourced = {
  source: z.string().min(1),
  asOf: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
};

const statement = z.strictObject({ says: z.string().min(1), ...sourced });

const unsupported = z.strictObject({
  region: z.string().min(1),
  reason: z.string().min(1),
  ...sourced,
  statements: z.array(statement).default([]),
});

const parameter = z.discriminatedUnion('type', [
  z.strictObject({
    name: z.string().min(1),
    description: z.string().min(1),
    type: z.literal('integer'),
    minimum: z.int(),
    maximum: z.int(),
    default: z.int().optional(),
  }),
  z.strictObject({ name: z.string().min(1), description: z.string().min(1), type: z.literal('key-arns') }),
]);

/** config/catalog/regions.yaml */
export const regionsFile = z.strictObject({
  sources: z.strictObject({
    config: z.strictObject(sourced),
    optIn: z.strictObject(sourced),
    eventForwarding: z.strictObject(sourced),
    ownBucketOnly: z.strictObject(sourced),
  }),
  partitions: z.array(
    z.strictObject({
      name: z.enum(partitionNames),
      mainRegion: z.string(),
      crossRegionEvents: z.boolean(),
      regionalBuckets: z.boolean().default(false),
      accountManagement: z.boolean(),
      ...sourced,
    }),
  ),
  regions: z.array(
    z.strictObject({
      name: z.string().regex(/^[a-z]+(-[a-z]+)+-\d+$/),
      longName: z.string().min(1),
      partition: z.enum(partitionNames),
      optIn: z.boolean(),
      config: z.boolean(),
      eventForwarding: z.boolean(),
      ownBucketOnly: z.boolean().default(false),
    }),
  ),
});

/** config/catalog/rules.yaml */
export const rulesFile = z.strictObject({
  rules: z.array(
    z.strictObject({
      name: z.enum(ruleNames),
      identifier: z.string().regex(/^[A-Z_]+$/),
      trigger: z.enum(['change', 'periodic']),
      description: z.string().min(1),
      parameters: z.array(parameter),
      unsupported: z.array(unsupported),
      statements: z.array(statement),
      ...sourced,
    }),
  ),
});

/** config/catalog/limits.yaml */
export const limitsFile = z.strictObject({
  limits: z.record(
    z.enum(limitNames),
    z.strictObject({ value: z.int().positive(), adjustable: z.boolean(), ...sourced }),
  ),
});

/** config/catalog/exclusions.yaml */
export const exclusionsFile = z.strictObject({ exclusions: z.array(unsupported) });

/** config/catalog/controls.yaml */
export const controlsFile = z.strictObject({
  mappings: z.array(
    z.strictObject({
      rule: z.enum(ruleNames),
      standard: z.string().min(1),
      version: z.string().min(1).optional(),
      severity: z.enum(['Low', 'Medium', 'High', 'Critical']).optional(),
      controls: z.array(z.string().min(1)).min(1),
      ...sourced,
    }),
  ),
});
