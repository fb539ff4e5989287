import type { BucketPlace, NotDeleted, ObjectVersion } from '../model/bucket.js';
import type {
  DesiredAggregator,
  DesiredStack,
  DesiredStackSet,
  DesiredSubscription,
  Template,
} from '../model/desired.js';
import type { ObservedStack } from '../model/observed.js';
import type {
  DeleteAggregator,
  DeleteStack,
  OperationTargets,
  PutSubscription,
  StandingStackSet,
} from '../model/plan.js';
import type { DriftedResource } from '../model/made.js';
import type { ChannelSettings, RecorderSettings } from '../model/recorder.js';
import type { RuleContent } from '../model/rule.js';
import type { AccountId, RegionName, Target } from '../model/target.js';
import type { BucketReadPort } from '../observed/ports.js';

export type OperationStatus = 'QUEUED' | 'RUNNING' | 'STOPPING' | 'STOPPED' | 'SUCCEEDED' | 'FAILED';

export interface OperationSummary {
  readonly id: string;
  readonly status: OperationStatus;
  readonly reason?: string;
  /** Of a drift detection, once it has ended: in how many instances something drifted, and in how many it failed. */
  readonly drift?: { readonly drifted: number; readonly failed: number };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackSetOperationPreferences.html */
export interface OperationPreferences {
  readonly maxConcurrentPercentage: number;
  readonly failureTolerancePercentage: number;
}

export interface OperationResult extends Target {
  readonly status: 'PENDING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  readonly reason: string | undefined;
}

/**
 * What AWS said to the start of an operation: `exists`: an operation of this id was started before (by a run that was
 * killed, say); `busy`: another operation is in progress and this one was not taken.
 */
export type OperationStart = 'started' | 'exists' | 'busy';

/** CloudFormation StackSets in the StackSets' Region, as far as they are changed and waited for. */
export interface StackSetsWritePort {
  activateOrganizationsAccess(): Promise<void>;
  /**
   * `exists`: there is one of this name, and it is ours. A repeated call with the same token succeeds.
   *
   * @throws OrgSecretsError NotOurs where somebody else made it meanwhile.
   */
  createStackSet(stackSet: DesiredStackSet, template: Template, token: string): Promise<'created' | 'exists'>;
  /**
   * Changes the definition, and the instances that `targets` name. How AWS deploys by itself changes only without
   * targets. AWS then reaches every instance there is, so `undefined` is only for a StackSet that has none but those
   * that may be touched.
   */
  updateStackSet(
    stackSet: DesiredStackSet,
    template: Template,
    targets: OperationTargets | undefined,
    operationId: string,
    preferences: OperationPreferences,
  ): Promise<OperationStart>;
  /** @param overrides parameters of the template that are otherwise in these instances. */
  createInstances(
    stackSet: DesiredStackSet,
    targets: OperationTargets,
    operationId: string,
    preferences: OperationPreferences,
    overrides: Readonly<Record<string, string>>,
  ): Promise<OperationStart>;
  /** @param overrides all that these instances have otherwise than the StackSet from now on; what is not among them ends. */
  updateInstances(
    stackSet: DesiredStackSet,
    targets: OperationTargets,
    operationId: string,
    preferences: OperationPreferences,
    overrides: Readonly<Record<string, string>>,
  ): Promise<OperationStart>;
  /** Auto-deployment off, after no other StackSet. AWS takes that only for all instances at once; nothing changes in them. */
  stopAutoDeployment(
    stackSet: StandingStackSet,
    operationId: string,
    preferences: OperationPreferences,
  ): Promise<OperationStart>;
  /** @param retainStacks the StackSet forgets the stacks, and they stay. */
  deleteInstances(
    stackSet: StandingStackSet,
    targets: OperationTargets,
    retainStacks: boolean,
    operationId: string,
    preferences: OperationPreferences,
  ): Promise<OperationStart>;
  /** The StackSet must be empty; one that is gone counts as success. `busy`: an operation is in progress. */
  deleteStackSet(stackSet: StandingStackSet): Promise<'deleted' | 'busy'>;
  /** Where it has instances now; `undefined`: the StackSet itself is gone. */
  listInstances(stackSet: string): Promise<readonly Target[] | undefined>;
  /** A StackSet that is gone has none. */
  listOperations(stackSet: string): Promise<readonly OperationSummary[]>;
  describeOperation(stackSet: string, id: string): Promise<OperationSummary>;
  /** @param failed those of failed targets alone. */
  operationResults(stackSet: string, id: string, failed?: boolean): Promise<readonly OperationResult[]>;
}

/** What drift detection says of a resource that it could look at. */
export type CheckedResource = Omit<DriftedResource, 'is'> & {
  readonly is: DriftedResource['is'] | 'in-sync';
};

/** CloudFormation's drift detection on StackSets. It changes nothing, and is an operation of its StackSet all the same. */
export interface DriftDetectionPort {
  /** On every instance: AWS takes no narrower one. */
  detect(stackSet: string, operationId: string, preferences: OperationPreferences): Promise<OperationStart>;
  /** The instances in which the last detection found drift. @param accountId that account's alone. */
  drifted(stackSet: string, accountId?: AccountId): Promise<readonly Target[]>;
  /** What the detection says of each resource that it could look at. */
  resources(stackSet: string, target: Target, operationId: string): Promise<readonly CheckedResource[]>;
  /** The same on a plain stack of the management account. */
  readonly ofStack: StackDriftDetectionPort;
}

export interface StackDriftDetectionPort {
  /** @returns the detection's id; `undefined`: another one is under way. */
  detect(stack: string, region: RegionName): Promise<string | undefined>;
  /** `undefined`: it goes on. Of a failed one the resources say what could be looked at. */
  ended(
    detectionId: string,
    region: RegionName,
  ): Promise<{ readonly failure: string | undefined } | undefined>;
  /** What the last detection found. */
  resources(stack: string, region: RegionName): Promise<readonly CheckedResource[]>;
}

/** Plain stacks in the management account. */
export interface StacksWritePort {
  describeStack(name: string, region: RegionName): Promise<ObservedStack | undefined>;
  createStack(stack: DesiredStack, template: Template, token: string): Promise<'started' | 'exists'>;
  /** `unchanged`: AWS says that no updates are to be performed. */
  updateStack(stack: DesiredStack, template: Template, token: string): Promise<'started' | 'unchanged'>;
  /** A stack that is gone counts as success. */
  deleteStack(stack: DeleteStack['stack'], token: string): Promise<void>;
}

export interface OrganizationWritePort {
  enableTrustedAccess(service: string): Promise<void>;
  /** An account that is registered already counts as success. */
  registerDelegatedAdministrator(service: string, accountId: AccountId): Promise<void>;
}

/** What is changed by AWS Config's own API, in targets and in the administrator account. */
export interface ConfigWritePort {
  startRecorder(target: Target, recorder: string): Promise<void>;
  /**
   * Puts what is given, under the name that our stack gave it, and starts the recorder. What runs goes on running. A role
   * that was made moments ago is waited for.
   */
  putRecorder(
    target: Target,
    recorder: string,
    parts: { readonly settings: RecorderSettings | undefined; readonly channel: ChannelSettings | undefined },
  ): Promise<void>;
  /** Puts rules of ours, one after the other. */
  putRules(target: Target, rules: readonly RuleContent[]): Promise<void>;
  /** Adds `type` to the recorder's group and keeps every other field. */
  extendRecorder(target: Target, recorder: string, type: string): Promise<void>;
  /** DeliverConfigSnapshot: asks Config to write to the bucket now, so that a delivery can be proved within minutes. */
  deliverSnapshot(target: Target, channel: string): Promise<void>;
  /** @returns the aggregator's ARN. */
  putAggregator(aggregator: DesiredAggregator): Promise<string>;
  /** One that is gone counts as success. */
  deleteAggregator(aggregator: DeleteAggregator['aggregator']): Promise<void>;
}

/** SNS in the administrator account, as far as subscriptions to our topics are changed. */
export interface SubscriptionsWritePort {
  /** Subscribes, or changes the one of the ARN. A role that was made or changed moments ago is waited for. */
  put(
    topic: PutSubscription['topic'],
    subscription: DesiredSubscription,
    arn: string | undefined,
  ): Promise<void>;
  /** One that is gone counts as success. */
  delete(topic: PutSubscription['topic'], arn: string): Promise<void>;
}

/** S3 in the account of a hub's bucket, as far as it is emptied. */
export interface BucketWritePort extends Pick<BucketReadPort, 'versions'> {
  /** Deletes these for good, a thousand at most. @returns those that AWS did not delete. */
  deleteVersions(bucket: BucketPlace, versions: readonly ObjectVersion[]): Promise<readonly NotDeleted[]>;
  /** One that is gone counts as success. `not-empty`: something is in it, or came into it. */
  deleteBucket(bucket: BucketPlace): Promise<'deleted' | 'not-empty'>;
}

/** The sessions of our roles that a run keeps. */
interface SessionsPort {
  /** Those of the account are of no use any more: its roles were deleted, and perhaps made again. */
  renew(accountId: AccountId): void;
}

export interface ApplyPorts {
  readonly sessions: SessionsPort;
  readonly stackSets: StackSetsWritePort;
  readonly driftDetection: DriftDetectionPort;
  readonly stacks: StacksWritePort;
  readonly organization: OrganizationWritePort;
  readonly config: ConfigWritePort;
  readonly subscriptions: SubscriptionsWritePort;
  /** S3's client is only loaded where a bucket is to go. */
  readonly bucket: () => Promise<BucketWritePort>;
}
