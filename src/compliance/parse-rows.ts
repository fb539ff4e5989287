import { z } from 'zod';
import type { RecordedSecret, RuleResult } from '../findings/rows.js';
import { ruleNames, type RuleName } from '../model/catalog.js';
import { OrgSecretsError } from '../model/errors.js';

/** AWS's examples have flags and numbers as JSON's own; text is taken too. */
const flag = z
  .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
  .optional();
const number = z.coerce.number().optional();
const text = z.string().optional();

const place = { accountId: z.string(), awsRegion: z.string() };

const secretRow = z.object({
  ...place,
  resourceId: z.string(),
  resourceName: text,
  arn: text,
  configurationItemStatus: text,
  configurationItemCaptureTime: text,
  configuration: z
    .object({
      ARN: text,
      Name: text,
      Deleted: flag,
      KMSKeyId: text,
      RotationEnabled: flag,
      RotationLambdaARN: text,
      RotationOccurringAsScheduled: flag,
      RotationRules: z
        .object({
          AutomaticallyAfterDays: number,
          AutomaticallyAfterHours: number,
          RotationScheduleExpression: text,
        })
        .default({}),
    })
    .default({ RotationRules: {} }),
  tags: z.array(z.object({ key: z.string(), value: z.string().default('') })).default([]),
});

const resultRow = z.object({
  ...place,
  configurationItemCaptureTime: text,
  configuration: z.object({
    targetResourceId: z.string(),
    configRuleList: z.array(z.object({ configRuleName: z.string(), complianceType: z.string() })).default([]),
  }),
});

/** @throws OrgSecretsError UnexpectedAnswer where a row is not what the published schema says. */
export function parseSecretRow(row: string): RecordedSecret {
  const parsed = parse(secretRow, row, 'a secret');
  const { configuration, resourceId } = parsed;
  const { RotationRules: rules } = configuration;
  const arn = parsed.arn ?? configuration.ARN ?? resourceId;
  return {
    accountId: parsed.accountId,
    region: parsed.awsRegion,
    resourceId,
    arn,
    name: configuration.Name ?? parsed.resourceName ?? resourceId,
    kmsKeyId: configuration.KMSKeyId,
    rotation: {
      enabled: configuration.RotationEnabled,
      afterDays: rules.AutomaticallyAfterDays,
      afterHours: rules.AutomaticallyAfterHours,
      expression: rules.RotationScheduleExpression,
      functionArn: configuration.RotationLambdaARN,
      occursAsScheduled: configuration.RotationOccurringAsScheduled,
    },
    tags: Object.fromEntries(parsed.tags.map(({ key, value }) => [key, value])),
    deleted: configuration.Deleted === true || /^ResourceDeleted/.test(parsed.configurationItemStatus ?? ''),
    capturedAt: timeIn(parsed.configurationItemCaptureTime),
  };
}

/**
 * The results in a recorded item: of our rules alone, since others may look at secrets too.
 *
 * @throws OrgSecretsError UnexpectedAnswer where a row is not what the published schema says.
 */
export function parseResultRow(row: string): readonly RuleResult[] {
  const { accountId, awsRegion, configuration, configurationItemCaptureTime } = parse(
    resultRow,
    row,
    'the compliance of a secret',
  );
  const recordedAt = timeIn(configurationItemCaptureTime);
  return configuration.configRuleList.flatMap(({ configRuleName, complianceType }) =>
    isRule(configRuleName)
      ? [
          {
            accountId,
            region: awsRegion,
            rule: configRuleName,
            resourceId: configuration.targetResourceId,
            compliance: complianceType,
            recordedAt,
          },
        ]
      : [],
  );
}

function isRule(name: string): name is RuleName {
  return ruleNames.some((rule) => rule === name);
}

/** AWS writes milliseconds or none; what is no time is none. */
function timeIn(value: string | undefined): string | undefined {
  const time = Date.parse(value ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function parse<S extends z.ZodType>(schema: S, row: string, what: string): z.output<S> {
  const parsed = schema.safeParse(fromJson(row));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.map(String).join('.') ?? '';
  throw new OrgSecretsError(
    'UnexpectedAnswer',
    `An advanced query answered ${what} that is not of the published schema: ${where} ${issue?.message ?? ''}`,
    { fault: 'aws', instructions: 'Run again with --verbose and report it.', cause: parsed.error },
  );
}

/** `undefined`, which no schema takes, where it is none. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
