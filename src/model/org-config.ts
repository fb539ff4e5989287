import type { RuleFrequency, RuleName } from './catalog.js';
import type { Severity } from './severity.js';
import type { AccountId, RegionName } from './target.js';

/** The org.yaml, checked, with every default filled in. */
export interface OrgConfig {
  readonly version: 1;
  readonly organization: OrganizationConfig;
  readonly delegatedAdministrator: DelegatedAdministratorConfig;
  readonly accounts: AccountsConfig;
  readonly regions: RegionsConfig;
  readonly recorder: RecorderConfig;
  readonly delivery: DeliveryConfig;
  readonly rules: RulesConfig;
  readonly notifications: NotificationsConfig;
  readonly report: ReportConfig;
  readonly aggregator: AggregatorConfig;
  readonly stackSets: StackSetsConfig;
  /** On everything that is deployed, beside our own. */
  readonly tags: Readonly<Record<string, string>>;
}

interface OrganizationConfig {
  /** `o-…`; a run in another organization is refused. */
  readonly id?: string | undefined;
  /** Whose credentials the tool runs with. */
  readonly caller: 'management-account' | 'delegated-administrator';
  /** ARN patterns (`*` and `?`) of the principals that our roles trust; all in one account, the caller's. */
  readonly callers: readonly string[];
  /** Assumed by a delegated administrator for what only the management account may do. */
  readonly managementRoleArn?: string | undefined;
  /** Names of roles to try in a member account, in this order, before our own exist. */
  readonly memberRoles: readonly string[];
}

interface DelegatedAdministratorConfig {
  readonly accountId: AccountId;
  /** Where the hub and the aggregator live. */
  readonly homeRegion: RegionName;
}

interface AccountsConfig {
  /** Ids (`ou-…`, `r-…`) or paths of names (`/Workloads/Prod`); `/` is the root. Nested units are included. */
  readonly organizationalUnits: readonly string[];
  readonly exclude: readonly AccountExclusion[];
  readonly includeManagementAccount: boolean;
}

interface AccountExclusion {
  readonly id: AccountId;
  /** Why; missing where the org.yaml gives only the id. */
  readonly reason?: string | undefined;
}

interface RegionsConfig {
  /** `all`: every Region of the home Region's partition in which AWS Config works. */
  readonly include: readonly RegionName[] | 'all';
  readonly exclude: readonly RegionExclusion[];
  /** Regions where the catalog's 'unsupported', of the Region or of a rule, no longer holds. */
  readonly allowUnsupported: readonly RegionName[];
}

interface RegionExclusion {
  readonly name: RegionName;
  /** Why; missing where the org.yaml gives only the name. */
  readonly reason?: string | undefined;
}

interface RecorderConfig {
  /** What may be done to a recorder that is there already: nothing, start it, or add our types (and start it). */
  readonly adopt: 'as-is' | 'start' | 'extend';
  readonly role: 'service-linked' | 'dedicated';
  /** What our own recorders record. */
  readonly resourceTypes: readonly string[];
  readonly frequency: 'continuous' | 'daily';
}

interface DeliveryConfig {
  /** An existing bucket; missing: the hub makes one. */
  readonly bucket?: string | undefined;
  /** Before `AWSLogs/`, with no slash at either end; missing: none. */
  readonly keyPrefix?: string | undefined;
  /** Whether the bucket policy names the organization, or lists accounts. */
  readonly trust: 'organization' | 'service';
}

/** Each of the five rules is present. */
export type RulesConfig = Readonly<Record<RuleName, RuleConfig>>;

export interface RuleConfig {
  readonly enabled: boolean;
  /** By AWS's parameter names; what is missing keeps AWS's default. */
  readonly parameters: Readonly<Record<string, RuleParameterValue>>;
  /** Only for periodic rules; missing: AWS's default, once a day. */
  readonly frequency?: RuleFrequency | undefined;
  /** Regions that do without this rule; missing: none. */
  readonly excludeRegions?: readonly RegionExclusion[] | undefined;
}

/** A number, or a list of key ARNs (AWS takes it joined with commas). */
export type RuleParameterValue = number | readonly string[];

interface NotificationsConfig {
  /** Events of the rules are forwarded to the hub's bus and topic. */
  readonly enabled: boolean;
  /** Regions with a topic of their own, whether or not their events could reach the home Region. */
  readonly regionalTopics: readonly RegionName[];
  readonly subscriptions: readonly SubscriptionConfig[];
}

/** Who is told, and of what. */
export interface SubscriptionConfig {
  /** `chat`: AWS's chat service, which subscribes by itself; its filter alone is ours. */
  readonly protocol: 'email' | 'https' | 'sqs' | 'chat';
  /** An address, a URL or a queue's ARN; missing for `chat`. */
  readonly endpoint?: string | undefined;
  /** Missing: changes and digests. */
  readonly messages?: 'changes' | 'digests' | undefined;
  /** Missing: every severity. */
  readonly severities?: readonly Severity[] | undefined;
  /** Missing: every rule. */
  readonly rules?: readonly RuleName[] | undefined;
  /** Missing: every account. */
  readonly accounts?: readonly AccountId[] | undefined;
  /** Ids or paths, instead of accounts; missing: the whole organization. */
  readonly organizationalUnits?: readonly string[] | undefined;
  /** The message without SNS's envelope around it; `https` and `sqs` alone. */
  readonly raw?: boolean | undefined;
}

export interface ReportConfig {
  /** Keys of tags of secrets that reports show. */
  readonly tags: readonly string[];
  /** The tag that says who owns a secret; missing: nobody knows. */
  readonly ownerTag?: string | undefined;
  readonly exceptions: readonly ExceptionConfig[];
}

/** Findings that are agreed to, until a day. */
export interface ExceptionConfig {
  /** The name or the ARN of a secret, with `*` and `?`. */
  readonly secret: string;
  readonly rules: readonly RuleName[];
  /** Missing: every account. */
  readonly accounts?: readonly AccountId[] | undefined;
  /** Ids or paths; missing: the whole organization. */
  readonly organizationalUnits?: readonly string[] | undefined;
  /** Missing: every Region. */
  readonly regions?: readonly RegionName[] | undefined;
  readonly reason: string;
  readonly owner: string;
  /** `YYYY-MM-DD`, the last day (UTC). */
  readonly expires: string;
}

interface AggregatorConfig {
  readonly name: string;
  /** `covered`: the Regions of the coverage; `all`: every Region, new ones too. */
  readonly regions: 'covered' | 'all' | readonly RegionName[];
}

interface StackSetsConfig {
  readonly prefix: string;
  /** Where the StackSets themselves live. */
  readonly region: RegionName;
  /** Where stacks of IAM roles go; every account has this Region. */
  readonly iamRegion: RegionName;
  /** 1 to 100, of the accounts of one operation. */
  readonly maxConcurrentPercentage: number;
  /** 0 to 100, of the accounts of one operation. */
  readonly failureTolerancePercentage: number;
  /** What AWS itself deploys to accounts that join: the member stack, or everything. */
  readonly autoDeployment: 'member' | 'all';
  /** Seconds; the shortest pause between two looks at an operation. */
  readonly pollInterval: number;
  /** Minutes after which a run stops waiting. */
  readonly deadline: number;
}
