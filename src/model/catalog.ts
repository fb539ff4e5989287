import type { RegionName } from './target.js';

/** The five AWS Config managed rules for Secrets Manager; also the names of the rules we deploy. */
export const ruleNames = [
  'secretsmanager-rotation-enabled-check',
  'secretsmanager-scheduled-rotation-success-check',
  'secretsmanager-secret-periodic-rotation',
  'secretsmanager-secret-unused',
  'secretsmanager-using-cmk',
] as const;

export type RuleName = (typeof ruleNames)[number];

/** How often AWS Config runs a periodic rule (`MaximumExecutionFrequency`). */
export const ruleFrequencies = [
  'One_Hour',
  'Three_Hours',
  'Six_Hours',
  'Twelve_Hours',
  'TwentyFour_Hours',
] as const;

export type RuleFrequency = (typeof ruleFrequencies)[number];

export const partitionNames = ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc'] as const;

export type PartitionName = (typeof partitionNames)[number];

/** Where a fact of the catalog comes from. */
export interface Sourced {
  /** An address that a person can open, or the word `assumed` and why. */
  readonly source: string;
  /** How old the fact is, `YYYY-MM-DD`: the source's own date where it has one, else the day it was read. */
  readonly asOf: string;
}

/** What one version of a page said: copies of the same AWS page disagree, and both are kept. */
interface Statement extends Sourced {
  readonly says: string;
}

/** A part of AWS with its own accounts, identities and ARNs. */
export interface Partition extends Sourced {
  readonly name: PartitionName;
  /** A Region that every account of the partition has: where IAM-only stacks go when the home Region is opt-in. */
  readonly mainRegion: RegionName;
  /** EventBridge carries events from one Region to a bus in another. */
  readonly crossRegionEvents: boolean;
  /** Recorders of each Region deliver to a bucket of the Region's own. */
  readonly regionalBuckets: boolean;
  /** The Account Management API (`account:ListRegions`) exists. */
  readonly accountManagement: boolean;
}

/** The sources of its facts are the catalog's `regionSources`. */
export interface Region {
  readonly name: RegionName;
  /** e.g. `Europe (Frankfurt)`. */
  readonly longName: string;
  readonly partition: PartitionName;
  /** Disabled in a new account until someone enables it. */
  readonly optIn: boolean;
  /** AWS Config has an endpoint there. */
  readonly config: boolean;
  /** Events of this Region can reach a bus in another Region of the partition. */
  readonly eventForwarding: boolean;
  /** AWS Config delivers from here to buckets of the same Region alone. */
  readonly ownBucketOnly: boolean;
}

/** A Region (or one rule in it) that AWS's pages say does not work, with AWS's reason. */
export interface Unsupported extends Sourced {
  readonly region: RegionName;
  readonly reason: string;
  /** Other versions of the page, newest first. */
  readonly statements: readonly Statement[];
}

export type RuleParameter = IntegerParameter | KeyArnsParameter;

interface ParameterText {
  /** As AWS writes it, e.g. `maxDaysSinceRotation`. */
  readonly name: string;
  readonly description: string;
}

interface IntegerParameter extends ParameterText {
  readonly type: 'integer';
  readonly minimum: number;
  readonly maximum: number;
  /** What AWS takes where the parameter is left out; missing where AWS then checks nothing. */
  readonly default?: number | undefined;
}

/** A list of KMS key ARNs. */
interface KeyArnsParameter extends ParameterText {
  readonly type: 'key-arns';
}

export interface ManagedRule extends Sourced {
  readonly name: RuleName;
  /** AWS's identifier, e.g. `SECRETSMANAGER_USING_CMK`. */
  readonly identifier: string;
  /** `periodic` rules have a frequency; `change` rules run when the secret's configuration changes. */
  readonly trigger: 'change' | 'periodic';
  readonly description: string;
  readonly parameters: readonly RuleParameter[];
  /** Region support as the newest version of AWS's page has it. */
  readonly unsupported: readonly Unsupported[];
  /** What versions of the page said of Region support, newest first. */
  readonly statements: readonly Statement[];
}

export const limitNames = [
  'organizationalUnitsPerOperation',
  'accountsPerOperation',
  'stackSetsPerAdministrator',
  'stackInstancesPerStackSet',
  'templateBodyBytes',
  'accountsPerAggregator',
  'accountsPerWeekInAggregators',
  'aggregatorsPerAccount',
  'rulesPerRegion',
  'bucketPolicyBytes',
  'eventBusPolicyBytes',
  'accountsPerOrganization',
  'configAdministratorsPerOrganization',
] as const;

type LimitName = (typeof limitNames)[number];

export interface Limit extends Sourced {
  readonly value: number;
  /** AWS raises it on request. */
  readonly adjustable: boolean;
}

/** Controls of a standard that ask for what a rule checks, as AWS publishes it. */
export interface ControlMapping extends Sourced {
  readonly rule: RuleName;
  /** e.g. `PCI DSS`. */
  readonly standard: string;
  /** Missing where the standard has none, or AWS names none. */
  readonly version?: string | undefined;
  /** As AWS gives it to its own controls. */
  readonly severity?: 'Low' | 'Medium' | 'High' | 'Critical' | undefined;
  /** As the standard writes them, e.g. `AC-2(1)`. */
  readonly controls: readonly string[];
}

/** What AWS offers where: dated, sourced data, never code. */
export interface Catalog {
  readonly partitions: readonly Partition[];
  readonly regions: readonly Region[];
  readonly regionSources: Readonly<Record<'config' | 'optIn' | 'eventForwarding' | 'ownBucketOnly', Sourced>>;
  readonly rules: readonly ManagedRule[];
  readonly limits: Readonly<Record<LimitName, Limit>>;
  /** Regions left out for this purpose unless `regions.allowUnsupported` names them. */
  readonly exclusions: readonly Unsupported[];
  readonly controls: readonly ControlMapping[];
}
