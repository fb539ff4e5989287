import type { Exclusion } from './exclusion.js';
import type { RuleRefusal } from './rule-refusal.js';
import type { Scope } from './scope.js';
import type { AccountId, RegionName, Target } from './target.js';

/** In the order of deployment: each stands after all that its stacks stand on. */
export const stackSetKinds = [
  'hub',
  'bucket',
  'notify',
  'member',
  'slr',
  'recorder',
  'rules',
  'forward',
] as const;

export type StackSetKind = (typeof stackSetKinds)[number];
export type TemplateName = StackSetKind | 'management-roles';
export type PermissionModel = 'SERVICE_MANAGED' | 'SELF_MANAGED';

/** A template of the package, as text, with the digest that plans and operation ids are made of. */
export interface Template {
  readonly name: TemplateName;
  readonly body: string;
  readonly digest: string;
}

export type Templates = Readonly<Record<TemplateName, Template>>;

/** A StackSet as it should be, with the targets that should have an instance of it. */
export interface DesiredStackSet {
  readonly name: string;
  readonly kind: StackSetKind;
  readonly permissionModel: PermissionModel;
  /** The Region that all its instances live in: one StackSet per Region and kind. */
  readonly region: RegionName;
  readonly templateDigest: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly capabilities: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  /** Service-managed alone: whether AWS deploys to accounts that join, and after which other StackSets (names). */
  readonly autoDeployment: { readonly enabled: boolean; readonly dependsOn: readonly string[] } | undefined;
  /** Service-managed alone: the OUs (or the root) that its operations name. */
  readonly organizationalUnits: readonly string[];
  /**
   * Accounts that should have an instance. For `recorder` and `slr` these are the candidates: the plan leaves out
   * those in which a look found a foreign recorder, or the role.
   */
  readonly accounts: readonly AccountId[];
}

/** A plain stack: the roles that self-managed StackSets need in the management account. */
export interface DesiredStack {
  readonly name: string;
  readonly accountId: AccountId;
  readonly region: RegionName;
  readonly templateDigest: string;
  readonly template: TemplateName;
  readonly parameters: Readonly<Record<string, string>>;
  readonly capabilities: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface DesiredAggregator {
  readonly name: string;
  readonly accountId: AccountId;
  readonly region: RegionName;
  readonly roleArn: string;
  /** `all`: every Region, future ones too. */
  readonly regions: readonly RegionName[] | 'all';
  readonly tags: Readonly<Record<string, string>>;
}

/** A rule that a target should have. */
export interface DesiredRule {
  readonly name: string;
  readonly identifier: string;
  /** Those that the org.yaml gives, as AWS writes them. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What AWS takes for a parameter that is not given. */
  readonly defaults: Readonly<Record<string, string>>;
  /** How often it runs; missing for rules that run at changes. */
  readonly frequency: string | undefined;
}

/** Somebody who is told. */
export interface DesiredSubscription {
  /** As SNS has it: the chat service is one of `https`. */
  readonly protocol: 'email' | 'https' | 'sqs';
  readonly endpoint: string;
  /** JSON, held against the body of a message. */
  readonly filterPolicy: string;
  /** The message without SNS's envelope. */
  readonly raw: boolean;
}

/** The hub's topic, or that of a Region whose events do not reach the hub. */
export interface DesiredTopic {
  readonly arn: string;
  readonly region: RegionName;
  readonly subscriptions: readonly DesiredSubscription[];
}

export interface DesiredNotifications {
  readonly topics: readonly DesiredTopic[];
  /** Subscriptions that SNS would refuse: those that stand stay as they are, and are gaps. */
  readonly refused: readonly (Pick<DesiredSubscription, 'protocol' | 'endpoint'> & {
    readonly reason: string;
    readonly instructions: string;
  })[];
}

/** Where the accounts of the organization are, covered or not: what stands and is to go is named by it. */
export interface Places {
  readonly rootId: string;
  /** The root and every OU, with every account below. */
  readonly accountsBelow: ReadonlyMap<string, ReadonlySet<AccountId>>;
  /** Accounts that AWS can reach: neither suspended nor closed nor gone. */
  readonly active: ReadonlySet<AccountId>;
  /** Accounts that AWS can't reach now, and that may come back: their instances stay, or their stacks would be in the way then. */
  readonly suspended: ReadonlySet<AccountId>;
  /** Targets, by key, whose Region is disabled in the account or in the management account: AWS can't reach them. */
  readonly disabled: ReadonlySet<string>;
  /** Accounts that may aggregate the organization: the management account, and what is registered for AWS Config. */
  readonly configAdministrators: ReadonlySet<AccountId>;
}

/** What should be. */
export interface Desired {
  readonly organizationId: string;
  readonly partition: string;
  readonly prefix: string;
  /** What all this is narrowed to. */
  readonly scope: Scope;
  readonly managementAccountId: AccountId;
  readonly administratorAccountId: AccountId;
  readonly homeRegion: RegionName;
  /** Where the StackSets themselves are kept. */
  readonly stackSetsRegion: RegionName;
  readonly iamRegion: RegionName;
  /** Every target that should have a recorder and rules, sorted. */
  readonly coverage: readonly Target[];
  /**
   * Targets of the coverage of which nobody can tell yet whether the account has the Region. Nothing is done there, and
   * they count as unknown.
   */
  readonly undecided: readonly (Target & { readonly reason: string })[];
  /** The rules by Region: those that the Region supports and the org.yaml turns on. */
  readonly rulesByRegion: ReadonlyMap<RegionName, readonly DesiredRule[]>;
  /** Rules that AWS refused in this run: they are in nobody's way, and gaps until a person leaves them out. */
  readonly refusedRules: readonly RuleRefusal[];
  readonly exclusions: readonly Exclusion[];
  /**
   * The covered OUs (or the root), none inside another, with every account below each: suspended and excluded ones too,
   * the management account never. What `DIFFERENCE` means is worked out from this.
   */
  readonly accountsInUnits: ReadonlyMap<string, readonly AccountId[]>;
  readonly places: Places;
  /** How many OUs one StackSet operation may name. */
  readonly organizationalUnitsPerOperation: number;
  /** How many accounts one StackSet operation may name. */
  readonly accountsPerOperation: number;
  /** In deployment order: hub, what it has in other Regions, member, slr, recorder, rules, forward; management's after the members'. */
  readonly stackSets: readonly DesiredStackSet[];
  readonly managementRoles: DesiredStack | undefined;
  readonly aggregator: DesiredAggregator;
  /** `undefined`: there is no topic, or some accounts alone are asked for. */
  readonly notifications: DesiredNotifications | undefined;
  /** Service principals that need trusted access in Organizations and do not have it, e.g. `config.amazonaws.com`. */
  readonly trustedServices: readonly string[];
  /** Registrations that are needed and not there. */
  readonly delegatedAdministrators: readonly { readonly service: string; readonly accountId: AccountId }[];
  readonly recorder: {
    readonly adopt: 'as-is' | 'start' | 'extend';
    /** The type without which no rule works. */
    readonly requiredType: 'AWS::SecretsManager::Secret';
    readonly name: string;
  };
  /** Control Tower has been set up in this organization. */
  readonly controlTower: boolean;
  /** Things the plan must say although nothing is done about them. */
  readonly warnings: readonly string[];
}
