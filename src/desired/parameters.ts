import { ruleNames, type RuleName } from '../model/catalog.js';
import type { DesiredRule } from '../model/desired.js';
import type { OrgConfig, RuleParameterValue } from '../model/org-config.js';
import { compareText, type AccountId, type RegionName } from '../model/target.js';
import { bucketName, busArn, topicArn, type NameParts } from './names.js';

export type Parameters = Readonly<Record<string, string>>;

/** What all parameters are made of. */
export interface ParameterFacts extends NameParts {
  readonly config: OrgConfig;
  readonly organizationId: string;
  readonly callerAccountId: AccountId;
  /** The Regions whose bucket is there from before, without a stack that made it. */
  readonly keptBuckets: ReadonlySet<RegionName>;
  /** The Region of the bucket that a covered Region's recorders deliver to. */
  readonly bucketRegions: ReadonlyMap<RegionName, RegionName>;
  /** In which the hub has a bus and a topic, sorted; none where notifications are off. */
  readonly notifiedRegions: readonly RegionName[];
}

/** The rules' names as parameters of `templates/rules.yaml`. */
const ruleParameters: Readonly<Record<RuleName, string>> = {
  'secretsmanager-rotation-enabled-check': 'RotationEnabledCheck',
  'secretsmanager-scheduled-rotation-success-check': 'ScheduledRotationSuccessCheck',
  'secretsmanager-secret-periodic-rotation': 'SecretPeriodicRotation',
  'secretsmanager-secret-unused': 'SecretUnused',
  'secretsmanager-using-cmk': 'UsingCmk',
};

/** The parameter of `templates/rules.yaml` that says whether the rule is made: `true` or `false`. */
export function ruleParameter(rule: RuleName): string {
  return ruleParameters[rule];
}

export function memberParameters(facts: ParameterFacts): Parameters {
  return {
    ...common(facts),
    ...delivery(facts, facts.homeRegion),
    ...otherBuckets(facts),
    ...caller(facts),
    HubBusArns: facts.notifiedRegions.map((region) => busArn(facts, region)).join(','),
    ExtendRole: { 'as-is': 'false', start: 'start', extend: 'true' }[facts.config.recorder.adopt],
    OrganizationId: facts.organizationId,
  };
}

/** The parameter of the hub that lists the accounts whose recorders may deliver, with `delivery.trust: service` alone. */
export const deliveryAccounts = 'DeliveryAccountIds';

/** @param accounts whose recorders may deliver; used with `delivery.trust: service` alone. */
export function hubParameters(facts: ParameterFacts, accounts: readonly AccountId[]): Parameters {
  const { config } = facts;
  return {
    ...bucketParameters(facts, facts.homeRegion, accounts),
    ...caller(facts),
    ...(config.delivery.bucket === undefined ? {} : { CreateBucket: 'false' }),
    Notifications: String(config.notifications.enabled),
    OtherTopicArns: facts.notifiedRegions
      .filter((region) => region !== facts.homeRegion)
      .map((region) => topicArn(facts, region))
      .join(','),
    RebuildDelivery: 'false',
    RebuildNotifications: 'false',
    RebuildAggregation: 'false',
    RebuildBucket: 'false',
    RebuildBus: 'false',
    RebuildTopic: 'false',
  };
}

/** @param accounts whose recorders may deliver; used with `delivery.trust: service` alone. */
export function bucketParameters(
  facts: ParameterFacts,
  region: RegionName,
  accounts: readonly AccountId[],
): Parameters {
  const { trust } = facts.config.delivery;
  return {
    ...common(facts),
    ...delivery(facts, region),
    OrganizationId: facts.organizationId,
    CreateBucket: facts.keptBuckets.has(region) ? 'kept' : 'true',
    DeliveryTrust: trust,
    [deliveryAccounts]: trust === 'service' ? accounts.join(',') : '',
  };
}

/** What the hub has in a Region whose events do not reach the home Region. */
export function notifyParameters({ prefix, organizationId }: ParameterFacts): Parameters {
  return { Prefix: prefix, OrganizationId: organizationId };
}

export function recorderParameters(facts: ParameterFacts, region: RegionName): Parameters {
  return {
    ...common(facts),
    ...delivery(facts, facts.bucketRegions.get(region) ?? facts.homeRegion),
    ResourceTypes: facts.config.recorder.resourceTypes.join(','),
    Frequency: facts.config.recorder.frequency === 'daily' ? 'DAILY' : 'CONTINUOUS',
  };
}

/** Empty values keep AWS's defaults. */
export function rulesParameters(config: OrgConfig, rules: readonly DesiredRule[]): Parameters {
  const value = (rule: RuleName, parameter: string) => {
    const given = config.rules[rule].parameters[parameter];
    return given === undefined ? '' : parameterText(given);
  };
  return {
    ...Object.fromEntries(
      ruleNames.map((name) => [ruleParameters[name], String(rules.some((rule) => rule.name === name))]),
    ),
    MaximumAllowedRotationFrequency: value(
      'secretsmanager-rotation-enabled-check',
      'maximumAllowedRotationFrequency',
    ),
    MaximumAllowedRotationFrequencyInHours: value(
      'secretsmanager-rotation-enabled-check',
      'maximumAllowedRotationFrequencyInHours',
    ),
    MaxDaysSinceRotation: value('secretsmanager-secret-periodic-rotation', 'maxDaysSinceRotation'),
    UnusedForDays: value('secretsmanager-secret-unused', 'unusedForDays'),
    KmsKeyArns: value('secretsmanager-using-cmk', 'kmsKeyArns'),
    PeriodicRotationFrequency: config.rules['secretsmanager-secret-periodic-rotation'].frequency ?? '',
    UnusedFrequency: config.rules['secretsmanager-secret-unused'].frequency ?? '',
  };
}

/** A rule's parameter as AWS writes it. */
export function parameterText(value: RuleParameterValue): string {
  return typeof value === 'number' ? String(value) : value.join(',');
}

/** @param region of the bus. */
export function forwardParameters(facts: ParameterFacts, region: RegionName): Parameters {
  return { Prefix: facts.prefix, HubBusArn: busArn(facts, region) };
}

/**
 * @param optInRegions of the management account's instances. StackSets acts there under a service principal of the
 * Region's own: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
 */
export function managementRolesParameters(
  facts: ParameterFacts,
  optInRegions: readonly RegionName[],
): Parameters {
  return {
    Prefix: facts.prefix,
    OrganizationId: facts.organizationId,
    ServicePrincipals: [
      'cloudformation.amazonaws.com',
      ...optInRegions.map((region) => `cloudformation.${region}.amazonaws.com`),
    ].join(','),
  };
}

function common(facts: ParameterFacts): Parameters {
  return { Prefix: facts.prefix, RecorderRole: facts.config.recorder.role };
}

/** @param region of the bucket. */
function delivery(facts: ParameterFacts, region: RegionName): Parameters {
  const { bucket, keyPrefix } = facts.config.delivery;
  return { BucketName: bucket ?? bucketName(facts, region), BucketKeyPrefix: keyPrefix ?? '' };
}

/** What a recorder's own role, which is the same in every Region, may use beside the home Region's bucket. */
function otherBuckets(facts: ParameterFacts): Parameters {
  const { delivery: to, recorder } = facts.config;
  const buckets = otherBucketRegions(facts)
    .filter(() => recorder.role === 'dedicated')
    .map((region) => `arn:${facts.partition}:s3:::${bucketName(facts, region)}`);
  const folder = `${to.keyPrefix === undefined ? '' : `${to.keyPrefix}/`}AWSLogs/\${aws:PrincipalAccount}/Config/*`;
  return {
    OtherBucketArns: buckets.join(','),
    OtherHistoryArns: buckets.map((bucket) => `${bucket}/${folder}`).join(','),
  };
}

/** The Regions with a bucket beside the home Region's, sorted. */
export function otherBucketRegions({
  bucketRegions,
  homeRegion,
}: Pick<ParameterFacts, 'bucketRegions' | 'homeRegion'>): readonly RegionName[] {
  return [...new Set(bucketRegions.values())].filter((region) => region !== homeRegion).sort(compareText);
}

function caller(facts: ParameterFacts): Parameters {
  return {
    CallerAccountId: facts.callerAccountId,
    CallerPrincipals: facts.config.organization.callers.join(','),
  };
}
