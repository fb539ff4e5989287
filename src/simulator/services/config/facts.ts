/*
 * What AWS Config supports where. The simulator's own facts: nothing here is read from the product's catalog.
 */

/**
 * Regions in which AWS Config has an endpoint, by partition.
 * Source: endpoints.json of botocore (2026), service `config`.
 */
const regionsByPartition: Readonly<Record<string, string>> = {
  aws: `af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2
    ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7
    ca-central-1 ca-west-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2
    eu-west-3 il-central-1 me-central-1 me-south-1 mx-central-1 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2`,
  'aws-cn': 'cn-north-1 cn-northwest-1',
  'aws-us-gov': 'us-gov-east-1 us-gov-west-1',
  'aws-eusc': 'eusc-de-east-1',
};

/** The Regions of a partition in which AWS Config exists, sorted. */
export function configRegions(partition: string): readonly string[] {
  return (regionsByPartition[partition] ?? '')
    .trim()
    .split(/\s+/)
    .filter((region) => region !== '');
}

/** A parameter of a managed rule; all of those modelled here are optional. */
interface RuleParameter {
  readonly type: 'int' | 'CSV';
}

export interface ManagedRule {
  readonly trigger: 'change' | 'periodic';
  readonly parameters: Readonly<Record<string, RuleParameter>>;
  /** Regions in which PutConfigRule refuses the identifier. */
  readonly unsupportedRegions: readonly string[];
}

/**
 * "Audit secrets for compliance by using AWS Config" in the Secrets Manager user guide leaves Asia Pacific (Jakarta) out:
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/configuring-awsconfig-rules.html
 */
const jakarta = 'ap-southeast-3';

/**
 * The rules for secrets, in full. Triggers, parameters and Regions: the rule's own page
 * (https://docs.aws.amazon.com/config/latest/developerguide/secretsmanager-using-cmk.html and its siblings), in the copies
 * that name exceptions; newer copies say "all supported Regions".
 */
export const secretRules: Readonly<Record<string, ManagedRule>> = {
  SECRETSMANAGER_ROTATION_ENABLED_CHECK: {
    trigger: 'change',
    parameters: {
      maximumAllowedRotationFrequency: { type: 'int' },
      maximumAllowedRotationFrequencyInHours: { type: 'int' },
    },
    unsupportedRegions: [jakarta, 'mx-central-1', 'ap-east-2'],
  },
  SECRETSMANAGER_SCHEDULED_ROTATION_SUCCESS_CHECK: {
    trigger: 'change',
    parameters: {},
    unsupportedRegions: [jakarta],
  },
  SECRETSMANAGER_SECRET_PERIODIC_ROTATION: {
    trigger: 'periodic',
    parameters: { maxDaysSinceRotation: { type: 'int' } },
    unsupportedRegions: [jakarta, 'mx-central-1', 'ap-east-2'],
  },
  SECRETSMANAGER_SECRET_UNUSED: {
    trigger: 'periodic',
    parameters: { unusedForDays: { type: 'int' } },
    unsupportedRegions: [jakarta, 'mx-central-1', 'ap-east-2'],
  },
  SECRETSMANAGER_USING_CMK: {
    trigger: 'change',
    parameters: { kmsKeyArns: { type: 'CSV' } },
    unsupportedRegions: [jakarta, 'ap-east-2'],
  },
};

/** Rules for each account and Region. Source: https://docs.aws.amazon.com/config/latest/developerguide/configlimits.html */
export const maximumRules = 1000;
/** Aggregators for each account and Region. Source: the same page. */
export const maximumAggregators = 50;

/** AWS Config's principal, under whose name it delivers where the recorder's role may not. */
export const configPrincipal = 'config.amazonaws.com';
