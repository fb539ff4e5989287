import type { RateRule } from '../world-file/schema.js';

/*
 * How often AWS lets an account call, per Region. Documented:
 * - Account Management: https://docs.aws.amazon.com/accounts/latest/reference/quotas.html
 * - CloudTrail: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 * - STS, shared by all of its operations: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * - Service Quotas: https://docs.aws.amazon.com/servicequotas/latest/userguide/reference_limits.html
 * The others are assumed, on the low side of what users report. AWS calls those of CloudFormation internal
 * (https://github.com/b3ross/dotenvi/issues/35) and publishes none for IAM and AWS Config.
 */
const documented: readonly RateRule[] = [
  { service: 'account', operation: 'ListRegions', perSecond: 5, burst: 5 },
  { service: 'account', operation: 'GetRegionOptStatus', perSecond: 5, burst: 5 },
  { service: 'account', operation: 'EnableRegion', perSecond: 1, burst: 1 },
  { service: 'account', operation: 'DisableRegion', perSecond: 1, burst: 1 },
  { service: 'cloudtrail', operation: 'LookupEvents', perSecond: 2, burst: 2 },
  { service: 'sts', perSecond: 600, burst: 600 },
  { service: 'servicequotas', operation: 'ListServiceQuotas', perSecond: 10, burst: 20 },
];

const assumed: readonly RateRule[] = [
  { service: 'organizations', perSecond: 10, burst: 15 },
  { service: 'iam', perSecond: 20, burst: 50 },
  { service: 'cloudformation', perSecond: 10, burst: 20 },
  ...[
    'CreateStackInstances',
    'CreateStackSet',
    'DeleteStackInstances',
    'DeleteStackSet',
    'UpdateStackInstances',
    'UpdateStackSet',
  ].map((operation) => ({ service: 'cloudformation', operation, perSecond: 1, burst: 5 })),
  { service: 'config', perSecond: 10, burst: 20 },
];

export const requestRates: readonly RateRule[] = [...documented, ...assumed];
