import type { PermissionModel } from './desired.js';
import type { SecretAccess } from './secret-report.js';
import type { DriftDepth } from './drift.js';
import type { MadeLook } from './made.js';
import type { ChannelSettings, RecorderSettings } from './recorder.js';
import type { AccountId, RegionName, Target } from './target.js';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackInstanceComprehensiveStatus.html */
type DetailedStatus =
  | 'PENDING'
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'CANCELLED'
  | 'INOPERABLE'
  | 'SKIPPED_SUSPENDED_ACCOUNT'
  | 'FAILED_IMPORT';

export interface StackInstance extends Target {
  readonly status: 'CURRENT' | 'OUTDATED' | 'INOPERABLE';
  readonly detailedStatus: DetailedStatus | undefined;
  readonly statusReason: string | undefined;
  /** Empty where no stack was made. */
  readonly stackId: string | undefined;
  readonly organizationalUnitId: string | undefined;
}

export interface ObservedStackSet {
  readonly name: string;
  readonly id: string;
  readonly permissionModel: PermissionModel;
  /** Proved by the ownership tag. */
  readonly owned: boolean;
  readonly templateDigest: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly autoDeployment: { readonly enabled: boolean; readonly dependsOn: readonly string[] } | undefined;
  readonly managedExecution: boolean;
  readonly organizationalUnits: readonly string[];
  readonly instances: readonly StackInstance[];
}

export interface ObservedStack {
  readonly name: string;
  readonly status: string;
  readonly statusReason: string | undefined;
  readonly owned: boolean;
  readonly templateDigest: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

export interface RecorderLook {
  readonly name: string;
  readonly recording: boolean;
  readonly lastStatus: 'Pending' | 'Success' | 'Failure' | 'NotApplicable' | undefined;
  readonly lastError: string | undefined;
  /** Read only where something cheaper does not tell: for foreign recorders and for proofs. */
  readonly settings: RecorderSettings | undefined;
}

export interface ChannelLook {
  readonly name: string;
  /** Read only where drift is looked for. */
  readonly settings?: ChannelSettings | undefined;
  /**
   * Deliveries that Config reports as failed, in AWS's words; empty: none failed, or the bucket has taken another since.
   */
  readonly failures: readonly string[];
  /** When Config last tried to deliver to the bucket, milliseconds since the epoch by AWS's clock; missing: never. */
  readonly attemptedAt?: number | undefined;
  /** Has at least one delivery (history, snapshot or stream) succeeded? */
  readonly delivered: boolean;
}

export interface RuleLook {
  readonly name: string;
  readonly state: 'ACTIVE' | 'DELETING' | 'DELETING_RESULTS' | 'EVALUATING';
  readonly identifier: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  /** Missing: AWS's default, or a rule that runs at changes. */
  readonly frequency: string | undefined;
  /** What it looks at, where that is not every secret: a tag, or one resource. */
  readonly narrowedTo?: string | undefined;
  /** The AWS service that made it: Security Hub, or a conformance pack. */
  readonly createdBy?: string | undefined;
  /** Why AWS Config could not run it the last time, in its own words; read only where drift is looked for. */
  readonly failure?: string | undefined;
}

/** Why a look was not possible. */
export interface NotSeen {
  readonly seen: false;
  /**
   * `no-role`: none of the roles may be assumed (yet). `pending`: AWS says the account or Region is still being set up.
   * `denied`: a policy denied the look. `unavailable`: AWS did not answer. `undecided`: it is not known whether the
   * account has the Region, so nobody looked.
   */
  readonly why: 'no-role' | 'pending' | 'denied' | 'unavailable' | 'undecided';
  /** AWS's own words, with its error code. */
  readonly reason: string;
}

export interface SeenTarget {
  readonly seen: true;
  /** `undefined`: there is none. */
  readonly recorder: RecorderLook | undefined;
  /** `undefined`: there is none; `not-looked`: nobody asked. */
  readonly channel: ChannelLook | undefined | 'not-looked';
  readonly rules: readonly RuleLook[] | 'not-looked';
  /**
   * What became of the stack that made recorder and channel; asked only where both are gone, or where another recorder is
   * beside an instance whose last operation failed.
   */
  readonly recorderStack?: 'there' | 'deleted';
  /** The same of the stack that made the rules; asked only where none of them is there. */
  readonly rulesStack?: 'there' | 'deleted';
}

export type TargetLook = SeenTarget | NotSeen;

interface SeenAccount {
  readonly seen: true;
  /** The name of the role through which the tool looks. */
  readonly role: string;
  /** Does AWSServiceRoleForConfig exist? `not-looked` where a recorder of ours already answers that. */
  readonly serviceLinkedRole: boolean | 'not-looked';
}

export type AccountLook = SeenAccount | NotSeen;

/** A secret as Secrets Manager lists it: the times that AWS Config does not record. */
export interface ListedSecret extends SecretAccess {
  readonly arn: string;
}

export interface ObservedAggregator {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string | undefined;
  /** `undefined`: it aggregates single accounts, not the organization. */
  readonly regions: readonly RegionName[] | 'all' | undefined;
}

/** An aggregator over the organization in an account that administers AWS Config no more: it collects nothing. */
export interface StrayAggregator extends Target {
  readonly name: string;
  /** It uses the role of a hub of ours. */
  readonly ours: boolean;
}

/** What was looked for in covered accounts, in the home Region or in every covered Region. */
export interface StrayAggregators {
  readonly found: readonly StrayAggregator[];
  /** Accounts that were looked at, in one Region at least. */
  readonly looked: number;
  readonly unseen: readonly (NotSeen & Target)[];
}

/** A source of the aggregator, an account in a Region or the organization itself, that AWS Config can't collect from. */
export interface TroubledSource {
  /** An account id, or the organization's id. */
  readonly source: string;
  readonly region: RegionName;
  readonly status: 'FAILED' | 'OUTDATED';
  /** AWS's own words, where it gives some. */
  readonly error: string | undefined;
}

export type AggregatorsLook =
  | {
      readonly seen: true;
      readonly aggregators: readonly ObservedAggregator[];
      /** Of the aggregator of our name; missing: nobody asked. */
      readonly troubledSources?: readonly TroubledSource[];
    }
  | NotSeen;

/** A subscription to the hub's topic, whoever made it. */
export interface ObservedSubscription {
  /** `undefined`: it waits to be confirmed, and nobody can change it or take it away until then. */
  readonly arn: string | undefined;
  readonly protocol: string;
  readonly endpoint: string;
  /** Of whoever subscribed. */
  readonly accountId: AccountId;
  /** Missing: it waits to be confirmed, or another account's subscription is nobody's business. */
  readonly settings?: SubscriptionSettings;
}

interface SubscriptionSettings {
  /** `undefined`: everything is delivered. */
  readonly filterPolicy: string | undefined;
  /** What the filter is held against. */
  readonly filterScope: string | undefined;
  readonly raw: boolean;
}

export type SubscriptionsLook =
  { readonly seen: true; readonly subscriptions: readonly ObservedSubscription[] } | NotSeen;

/**
 * How much of a target is looked at. `status`: whether the recorder runs, and more only where that, or a missing stack,
 * gives reason to; what plans are made from. The others are those of drift.
 */
export type LookDepth = 'status' | DriftDepth;

/** What is. */
export interface Observed {
  readonly depth: LookDepth;
  readonly stackSetsAccess: 'ENABLED' | 'DISABLED' | 'DISABLED_PERMANENTLY';
  /** By name: those of our names that exist, ours or not. */
  readonly stackSets: ReadonlyMap<string, ObservedStackSet>;
  readonly managementRoles: ObservedStack | undefined;
  readonly accounts: ReadonlyMap<AccountId, AccountLook>;
  /** By targetKey. */
  readonly targets: ReadonlyMap<string, TargetLook>;
  /** By targetKey: names of rules that a standing instance of ours leaves out; asked only where a rule is missing. */
  readonly leftOut: ReadonlyMap<string, readonly string[]>;
  /** Parameters that the hub's instance has otherwise than its StackSet: what a rebuilding that was cut off left. */
  readonly hubOverrides: Readonly<Record<string, string>>;
  /** By instanceKey: whether the stack of an INOPERABLE instance is there; missing: it can't be seen. */
  readonly inoperable: ReadonlyMap<string, 'there' | 'gone'>;
  /**
   * By the name of a StackSet, or of the stack of the management account's roles: what was made; asked only where drift is
   * looked for at depth `deep`.
   */
  readonly made: ReadonlyMap<string, MadeLook>;
  readonly aggregators: AggregatorsLook;
  /** To each topic, by its Region; none where there is no topic, or some accounts alone are asked for. */
  readonly subscriptions: ReadonlyMap<RegionName, SubscriptionsLook>;
  /** Places other than the org.yaml's in which a hub of ours stands, in active accounts, with the aggregators there. */
  readonly formerHubs: readonly (Target & { readonly look: AggregatorsLook })[];
}
