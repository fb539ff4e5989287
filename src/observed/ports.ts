import type { BucketPlace, ObjectVersion } from '../model/bucket.js';
import type {
  ChannelLook,
  ListedSecret,
  ObservedAggregator,
  ObservedStack,
  ObservedSubscription,
  RecorderLook,
  RuleLook,
  StackInstance,
  TroubledSource,
} from '../model/observed.js';
import type { ChannelSettings, RecorderSettings } from '../model/recorder.js';
import type { AccountId, RegionName, Target } from '../model/target.js';

/** What DescribeStackSet answers, in our words; `templateBody` is digested by the caller. */
export interface StackSetDescription {
  readonly name: string;
  readonly id: string;
  readonly permissionModel: 'SERVICE_MANAGED' | 'SELF_MANAGED';
  readonly templateBody: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly autoDeployment: { readonly enabled: boolean; readonly dependsOn: readonly string[] } | undefined;
  readonly managedExecution: boolean;
  readonly organizationalUnits: readonly string[];
}

/** CloudFormation in the StackSets' Region (and, for plain stacks, in the Region given), as far as it is read. */
export interface StackSetsReadPort {
  organizationsAccess(): Promise<'ENABLED' | 'DISABLED' | 'DISABLED_PERMANENTLY'>;
  /** Names of the ACTIVE StackSets. @param region another than the StackSets' own. */
  listStackSets(region?: RegionName): Promise<readonly string[]>;
  /** The same in a Region that need not be open to the caller: none where it is not. */
  listStackSetsElsewhere(region: RegionName): Promise<readonly string[]>;
  /** The prefix under which orgsecrets made a StackSet; `undefined`: it did not. */
  ownerOf(stackSet: string, region: RegionName): Promise<string | undefined>;
  /** From now on the StackSets are those of another Region. */
  moveTo(region: RegionName): void;
  /** `undefined`: AWS says StackSetNotFoundException. */
  describeStackSet(name: string): Promise<StackSetDescription | undefined>;
  /** `undefined`: AWS says StackSetNotFoundException. @param accountId whose instances alone; missing: everybody's. */
  listStackInstances(stackSet: string, accountId?: AccountId): Promise<readonly StackInstance[] | undefined>;
  /** Parameters that one instance has otherwise than its StackSet; `undefined`: AWS says that either does not exist. */
  instanceOverrides(stackSet: string, target: Target): Promise<Readonly<Record<string, string>> | undefined>;
  /** `undefined`: AWS says that it does not exist. */
  describeStack(
    name: string,
    region: RegionName,
  ): Promise<(ObservedStack & { templateBody: string }) | undefined>;
}

/** AWS Config in one target, as far as it is looked at. */
export interface ConfigReadPort {
  /** The one customer-managed recorder (service-linked ones do not count), or `undefined`. One call. */
  recorderStatus(): Promise<Omit<RecorderLook, 'settings'> | undefined>;
  /** Of the same recorder. One call. */
  recorderSettings(): Promise<RecorderSettings | undefined>;
  channelStatus(): Promise<ChannelLook | undefined>;
  /** Of the same channel. One call. */
  channelSettings(): Promise<ChannelSettings | undefined>;
  /** Those of the rules named that exist. One call where all of them do. */
  rules(names: readonly string[]): Promise<readonly RuleLook[]>;
  /** Every rule, whoever made it. One call for 25 of them (assumed). */
  allRules(): Promise<readonly RuleLook[]>;
  /** Why AWS Config could not run rules the last time, by name; those that it could run are not among them. One call. */
  failuresOf(rules: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** AWS Config in the administrator account's home Region. */
export interface AggregatorReadPort {
  describeAggregators(): Promise<readonly ObservedAggregator[]>;
  sourcesStatus(
    name: string,
  ): Promise<readonly { source: string; region: RegionName; status: string; error: string | undefined }[]>;
  /** Those alone that fail or are out of date: in an organization in which all is well one call. */
  troubledSources(name: string): Promise<readonly TroubledSource[]>;
}

/** SNS in a Region of the administrator account. */
interface TopicReadPort {
  /** Every subscription to a topic; none where there is no such topic. */
  subscriptions(topicArn: string): Promise<readonly ObservedSubscription[]>;
}

/** Secrets Manager in one target: metadata, never a value. */
interface SecretsReadPort {
  /** Every secret that is not deleted, or scheduled for it. */
  list(): Promise<readonly ListedSecret[]>;
}

/** S3 in the account of a hub's bucket, as far as it is looked at. */
export interface BucketReadPort {
  /** @throws LookRefused where no role can be taken, or AWS denies it, as it does for a bucket of another account. */
  tags(bucket: BucketPlace): Promise<Readonly<Record<string, string>>>;
  /** All that is in it, a page of at most a thousand at a time. @throws LookRefused */
  versions(bucket: BucketPlace): AsyncIterable<readonly ObjectVersion[]>;
}

/** An account in which a role was assumed. */
export interface MemberSession {
  /** The role's (or, in the caller's own account, the caller's) name, shown to people. */
  readonly role: string;
  config(region: RegionName): ConfigReadPort;
  secrets(region: RegionName): SecretsReadPort;
  /** All aggregators of the account in a Region. */
  aggregators(region: RegionName): Promise<readonly ObservedAggregator[]>;
  /** iam:GetRole of AWSServiceRoleForConfig. */
  hasServiceLinkedRole(): Promise<boolean>;
  /** Whether a stack of the account is there. @param stackId its ARN: a name says nothing of one that was deleted. */
  hasStack(stackId: string, region: RegionName): Promise<boolean>;
}

/**
 * The way into member accounts. `look` assumes one role per account, once, however many targets are looked at; it
 * throws a LookRefused where no role can be assumed.
 */
export interface MembersPort {
  look(accountId: AccountId): Promise<MemberSession>;
  /** Lets go of sessions that only stand in for our own roles, because ours may have been made since. */
  renew(): void;
  /** @param place where a hub of ours stands; missing: where the org.yaml wants it. */
  aggregators(place?: Target): Promise<AggregatorReadPort>;
  /** @throws LookRefused */
  topics(region: RegionName): Promise<TopicReadPort>;
}
