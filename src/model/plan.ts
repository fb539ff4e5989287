import type { BucketContents, BucketPlace } from './bucket.js';
import type {
  DesiredAggregator,
  DesiredStack,
  DesiredStackSet,
  DesiredSubscription,
  PermissionModel,
  StackSetKind,
} from './desired.js';
import type { Exclusion } from './exclusion.js';
import type { RuleContent } from './rule.js';
import type { ScopeData } from './scope.js';
import type { ChannelSettings, RecorderSettings } from './recorder.js';
import type { AccountId, RegionName, Target } from './target.js';

/** A field that an action changes, as people read it. */
export interface Difference {
  readonly field: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** How an operation names its accounts. https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeploymentTargets.html */
export interface OperationTargets {
  /** `undefined` for self-managed StackSets, which name accounts alone. */
  readonly organizationalUnits: readonly string[] | undefined;
  readonly filter: 'NONE' | 'INTERSECTION' | 'DIFFERENCE' | undefined;
  /** With DIFFERENCE these are the accounts left out. */
  readonly accounts: readonly AccountId[];
}

interface ActionBase {
  /** Unique in its plan, stable between two plans of the same difference, readable: `create-instances/orgsecrets-rules-us-east-1`. */
  readonly id: string;
  /** Ids of actions of the same plan that must be done first. */
  readonly dependsOn: readonly string[];
  /** Takes something away: needs --allow-destroy. */
  readonly destructive: boolean;
}

interface ActivateStackSetsAccess extends ActionBase {
  readonly type: 'activate-stacksets-access';
}
interface EnableServiceAccess extends ActionBase {
  readonly type: 'enable-service-access';
  readonly service: string;
}
interface RegisterDelegatedAdministrator extends ActionBase {
  readonly type: 'register-delegated-administrator';
  readonly service: string;
  readonly accountId: AccountId;
}
export interface DeployStack extends ActionBase {
  readonly type: 'deploy-stack';
  readonly change: 'create' | 'update';
  readonly stack: DesiredStack;
  readonly differences: readonly Difference[];
}
export interface CreateStackSet extends ActionBase {
  readonly type: 'create-stack-set';
  readonly stackSet: DesiredStackSet;
}
/** Changes the definition and, in the same operation, every instance that exists. */
export interface UpdateStackSet extends ActionBase {
  readonly type: 'update-stack-set';
  readonly stackSet: DesiredStackSet;
  readonly differences: readonly Difference[];
  /** The instances that exist and are changed by it: never those of excluded or suspended accounts. */
  readonly targets: readonly Target[];
  /** How the operation names exactly these; `undefined` where there are none, and the definition alone changes. */
  readonly operation: OperationTargets | undefined;
}
/** Makes missing instances, and makes failed ones again: one operation of one StackSet in one Region. */
export interface CreateInstances extends ActionBase {
  readonly type: 'create-instances';
  readonly stackSet: DesiredStackSet;
  readonly targets: readonly Target[];
  readonly operation: OperationTargets;
  /** Names of rules that these instances leave out, because somebody else's are there; missing: none. */
  readonly withoutRules?: readonly string[] | undefined;
}
/** Instances that stand make rules which they left out, because somebody else's were there and are gone by now. */
export interface UpdateInstances extends ActionBase {
  readonly type: 'update-instances';
  readonly stackSet: DesiredStackSet;
  readonly targets: readonly Target[];
  readonly operation: OperationTargets;
  /** Names of the rules that they make from now on. */
  readonly rules: readonly string[];
  /** What they go on leaving out. */
  readonly withoutRules: readonly string[];
}
/**
 * What of the hub is made anew together; each group is a parameter of its template. What holds something, like the bucket,
 * is a group of its own, which is made again only where it is gone.
 */
export const hubGroups = ['delivery', 'notifications', 'aggregation', 'bucket', 'bus', 'topic'] as const;
export type HubGroup = (typeof hubGroups)[number];

/**
 * Makes parts of the hub anew: its instance is updated without them, and then with them. Nothing else of it changes
 * meanwhile.
 */
export interface RebuildHub extends ActionBase {
  readonly type: 'rebuild-hub';
  readonly stackSet: DesiredStackSet;
  /** The hub's one instance. */
  readonly targets: readonly Target[];
  readonly operation: OperationTargets;
  /** None: only what an earlier rebuilding left out comes back. */
  readonly groups: readonly HubGroup[];
}
export interface StartRecorder extends ActionBase {
  readonly type: 'start-recorder';
  readonly target: Target;
  readonly recorder: string;
}
/**
 * Puts our recorder, its delivery channel, or both back as their stack made them, and starts the recorder. Their names
 * are their physical ids: CloudFormation has its resources again, and never knew that they were gone.
 */
export interface PutRecorder extends ActionBase {
  readonly type: 'put-recorder';
  readonly target: Target;
  readonly recorder: string;
  /** Missing: the recorder is as it was made, but for being stopped perhaps. */
  readonly settings: RecorderSettings | undefined;
  /** Missing: the channel is as it was made. */
  readonly channel: ChannelSettings | undefined;
  readonly differences: readonly Difference[];
}
/** Puts rules of ours back as their stack made them, under the same names. */
export interface PutRules extends ActionBase {
  readonly type: 'put-rules';
  readonly target: Target;
  readonly rules: readonly RuleContent[];
  readonly differences: readonly Difference[];
}
/** Adds the type that the rules need to a foreign recorder's group, and nothing else. */
export interface ExtendRecorder extends ActionBase {
  readonly type: 'extend-recorder';
  readonly target: Target;
  readonly recorder: string;
  readonly differences: readonly Difference[];
}
/** Gate: the canary's delivery must be proved before any other recorder is made. */
export interface ProveDelivery extends ActionBase {
  readonly type: 'prove-delivery';
  readonly target: Target;
}
/** Gate: recorder and rules must be proved in all coverage before the aggregator is touched. */
interface ProveCoverage extends ActionBase {
  readonly type: 'prove-coverage';
  readonly targets: number;
}
export interface PutAggregator extends ActionBase {
  readonly type: 'put-aggregator';
  readonly aggregator: DesiredAggregator;
  readonly change: 'create' | 'update';
  readonly differences: readonly Difference[];
}

/** Subscribes somebody to a topic of ours, or changes what one who is subscribed gets. */
export interface PutSubscription extends ActionBase {
  readonly type: 'put-subscription';
  readonly change: 'create' | 'update';
  readonly topic: { readonly arn: string; readonly region: RegionName };
  readonly subscription: DesiredSubscription;
  /** Of the one that is there. */
  readonly arn?: string | undefined;
  readonly differences: readonly Difference[];
}
export interface DeleteSubscription extends ActionBase {
  readonly type: 'delete-subscription';
  readonly topic: { readonly arn: string; readonly region: RegionName };
  readonly subscription: { readonly protocol: string; readonly endpoint: string; readonly arn: string };
}

/** A StackSet of ours that is there, as far as taking it away needs to know it. */
export interface StandingStackSet {
  readonly name: string;
  readonly kind: StackSetKind;
  readonly permissionModel: PermissionModel;
  /** The Region that its instances live in. */
  readonly region: RegionName;
}
/** Takes instances away that nothing asks for any more: one operation of one StackSet in one Region. */
export interface DeleteInstances extends ActionBase {
  readonly type: 'delete-instances';
  readonly stackSet: StandingStackSet;
  readonly targets: readonly Target[];
  readonly operation: OperationTargets;
  /** The stacks stay where they are, because AWS can't reach the accounts any more: only the StackSet forgets them. */
  readonly retainStacks: boolean;
  /** They are made again at once: what is gone in them comes back in no other way. Missing: they are not. */
  readonly again?: boolean | undefined;
}
/** Takes the definition away, once it has no instance. */
export interface DeleteStackSet extends ActionBase {
  readonly type: 'delete-stack-set';
  readonly stackSet: StandingStackSet;
}
/** The roles in the management account: once no self-managed StackSet has an instance, or to be made again. */
export interface DeleteStack extends ActionBase {
  readonly type: 'delete-stack';
  readonly stack: { readonly name: string; readonly accountId: AccountId; readonly region: RegionName };
  /** It is made again at once. Missing: it is not. */
  readonly again?: boolean | undefined;
}
export interface DeleteAggregator extends ActionBase {
  readonly type: 'delete-aggregator';
  readonly aggregator: { readonly name: string; readonly accountId: AccountId; readonly region: RegionName };
}

/** Everything in it, then the bucket itself: the last of all. */
export interface DeleteBucket extends ActionBase {
  readonly type: 'delete-bucket';
  readonly bucket: BucketPlace;
  readonly contents: BucketContents;
}

/** AWS must not deploy by itself any more, or wait for another StackSet with it, before instances go. */
export interface StopAutoDeployment extends ActionBase {
  readonly type: 'stop-auto-deployment';
  readonly stackSet: StandingStackSet;
}
/** Gate: nothing of ours is left in the targets, before the roles go that can tell. */
export interface ProveRemoval extends ActionBase {
  readonly type: 'prove-removal';
  /** Where recorders of ours stood when the plan was made: elsewhere one of the same name is somebody else's. */
  readonly recorders: readonly Target[];
  /** Where our rules stood. */
  readonly rules: readonly Target[];
  /** Accounts in which the roles stood that tell. */
  readonly roles: readonly AccountId[];
}

export type Action =
  | ActivateStackSetsAccess
  | EnableServiceAccess
  | RegisterDelegatedAdministrator
  | DeployStack
  | CreateStackSet
  | UpdateStackSet
  | CreateInstances
  | UpdateInstances
  | RebuildHub
  | StartRecorder
  | PutRecorder
  | PutRules
  | ExtendRecorder
  | ProveDelivery
  | ProveCoverage
  | PutAggregator
  | PutSubscription
  | DeleteSubscription
  | DeleteInstances
  | DeleteStackSet
  | DeleteStack
  | DeleteAggregator
  | DeleteBucket
  | StopAutoDeployment
  | ProveRemoval;

/** Accounts or targets that could not be looked at when the plan was made. */
export interface LookLater {
  readonly accountId: AccountId;
  /** Missing: the whole account. */
  readonly region?: RegionName;
  readonly reason: string;
}

/** Something in the way that the plan cannot remove: shown, and counted as a gap until it is gone. */
export interface Obstacle {
  readonly accountId?: AccountId;
  readonly region?: RegionName;
  readonly reason: string;
  /** What a person can do. */
  readonly instructions: string;
}

/** The ordered steps that turn observed into desired. Plain data: it can be saved, read and compared. */
export interface Plan {
  readonly version: 1;
  readonly organizationId: string;
  readonly prefix: string;
  /** What the plan is narrowed to; missing: the whole organization. */
  readonly scope?: ScopeData | undefined;
  /** In an order in which each stands after all that it depends on. */
  readonly actions: readonly Action[];
  readonly coverage: readonly Target[];
  readonly exclusions: readonly Exclusion[];
  /** Not empty: a further look comes after the member stack, and may add recorders and roles in these places only. */
  readonly lookLater: readonly LookLater[];
  readonly obstacles: readonly Obstacle[];
  readonly warnings: readonly string[];
}
