import type { LookDepth } from '../model/observed.js';

/** An organization in which everything is as it should be, counted. */
export interface CoveredOrganization {
  /** Accounts of the organization, covered or not. */
  readonly accounts: number;
  /** How many units the root and each unit hold directly: one number for each of them. */
  readonly childUnits: readonly number[];
  /** Accounts asked for their Regions; 0 where the org.yaml asks for no opt-in Region. */
  readonly accountsAskedForRegions: number;
  /** StackSets of the administrator account, ours or not. */
  readonly stackSets: number;
  /** For each StackSet of ours, how many instances it has. */
  readonly instances: readonly number[];
  /** Those whose drift CloudFormation detects: hub, members and forwarding; missing: none. */
  readonly detected?: number;
  readonly coveredAccounts: number;
  readonly targets: number;
  /** Covered accounts whose recorders record with AWS Config's service-linked role. */
  readonly accountsWithServiceLinkedRole: number;
  /** Ours and those of others, the same everywhere; missing: ours alone. */
  readonly rulesPerTarget?: number;
  /** The management account is covered: the plain stack with the roles of its StackSets is looked at too. */
  readonly includesManagementAccount: boolean;
  /** Those to the hub's topic, confirmed ones of the administrator account; `undefined`: there is no topic. */
  readonly subscriptions: number | undefined;
}

/** Calls that nothing cheaper can replace, and why they are made. */
export interface BudgetTerm {
  readonly operation: string;
  readonly calls: number;
  readonly why: string;
}

/** What a proof reads in each target: recorder, its settings, its channel, the rules (at most 25 fit a call). */
export const proofReads: readonly string[] = [
  'config:DescribeConfigurationRecorderStatus',
  'config:DescribeConfigurationRecorders',
  'config:DescribeDeliveryChannelStatus',
  'config:DescribeConfigRules',
];

/**
 * Sizes of AWS's pages, from the API models of Organizations, CloudFormation and Account Management, and SNS's page; that
 * of rules is assumed.
 */
const pages = {
  organizations: 20,
  stackSets: 100,
  instances: 100,
  regions: 50,
  rules: 25,
  subscriptions: 100,
} as const;
/** Regions that Account Management lists for one account, at most. */
const regionsOfAnAccount = 50;

/**
 * What a look at a covered organization may cost in calls: a bound that the calls made are held against. How often it is
 * asked whether drift detection has ended (DescribeStackSetOperation, DescribeStackDriftDetectionStatus) depends on the
 * time that AWS takes.
 *
 * @param depth `status` is what a plan looks at.
 */
export function readBudget(world: CoveredOrganization, depth: LookDepth = 'status'): readonly BudgetTerm[] {
  const term = (operation: string, calls: number, why: string): BudgetTerm => ({ operation, calls, why });
  const intoAccounts = depth !== 'quick';
  const whole = depth === 'standard' || depth === 'deep';
  return [
    term('sts:GetCallerIdentity', 1, 'who calls'),
    term('organizations:DescribeOrganization', 1, 'which organization'),
    term('organizations:ListRoots', 1, 'its root'),
    term(
      'organizations:ListOrganizationalUnitsForParent',
      sum(world.childUnits.map((units) => pagesOf(units, pages.organizations))),
      'the tree: one list for the root and each unit',
    ),
    term(
      'organizations:ListAccounts',
      pagesOf(world.accounts, pages.organizations),
      'the accounts, each with its place',
    ),
    term('organizations:ListAWSServiceAccessForOrganization', 1, 'trusted access'),
    term('organizations:ListDelegatedAdministrators', 2, 'for AWS Config and for StackSets'),
    term(
      'account:ListRegions',
      world.accountsAskedForRegions * pagesOf(regionsOfAnAccount, pages.regions),
      'opt-in Regions, an account each',
    ),
    term('cloudformation:DescribeOrganizationsAccess', 1, 'trusted access of StackSets'),
    term('cloudformation:ListStackSets', pagesOf(world.stackSets, pages.stackSets), 'which of ours exist'),
    term(
      'cloudformation:DescribeStackSet',
      world.instances.length,
      'template, parameters and tags of each of ours',
    ),
    term(
      'cloudformation:ListStackInstances',
      sum(world.instances.map((count) => pagesOf(count, pages.instances))),
      'every instance of each of ours',
    ),
    term(
      'cloudformation:DescribeStackInstance',
      world.instances.length > 0 ? 1 : 0,
      'whether an earlier run was cut off while it made parts of the hub anew',
    ),
    ...detection.map(([operation, why]) =>
      term(operation, depth === 'deep' ? (world.detected ?? 0) : 0, why),
    ),
    term(
      'cloudformation:DescribeStacks',
      world.includesManagementAccount ? 1 : 0,
      'the roles in the management account',
    ),
    term('cloudformation:GetTemplate', world.includesManagementAccount ? 1 : 0, 'their template'),
    ...stackDetection.map(([operation, why]) =>
      term(operation, depth === 'deep' && world.includesManagementAccount ? 1 : 0, why),
    ),
    term(
      'sts:AssumeRole',
      1 + (intoAccounts ? world.coveredAccounts : 0),
      'a session an account, and one for the aggregator',
    ),
    term(
      'config:DescribeConfigurationRecorderStatus',
      intoAccounts ? world.targets : 0,
      'a recorder that somebody stopped shows nowhere else',
    ),
    term(
      'config:DescribeConfigurationRecorders',
      whole ? world.targets : 0,
      'CloudFormation does not see that somebody changed one',
    ),
    term('config:DescribeDeliveryChannelStatus', whole ? world.targets : 0, 'whether deliveries fail'),
    term(
      'config:DescribeDeliveryChannels',
      whole ? world.targets : 0,
      'CloudFormation does not see that somebody pointed one elsewhere',
    ),
    term(
      'iam:GetRole',
      whole ? world.accountsWithServiceLinkedRole : 0,
      'whether the service-linked role is there',
    ),
    term(
      'config:DescribeConfigRules',
      depth === 'deep' ? world.targets * pagesOf(world.rulesPerTarget ?? 0, pages.rules) : 0,
      'CloudFormation does not see that somebody changed one, nor a second one of ours',
    ),
    term(
      'config:DescribeConfigRuleEvaluationStatus',
      depth === 'deep' ? world.targets : 0,
      'whether AWS Config could run ours',
    ),
    term('config:DescribeConfigurationAggregators', 1, 'the aggregator'),
    term(
      'config:DescribeConfigurationAggregatorSourcesStatus',
      depth === 'status' ? 0 : 1,
      'the sources that fail or are out of date: none',
    ),
    term(
      'sns:ListSubscriptionsByTopic',
      world.subscriptions === undefined ? 0 : pagesOf(world.subscriptions, pages.subscriptions),
      'who is told',
    ),
    term('sns:GetSubscriptionAttributes', world.subscriptions ?? 0, 'of what, which no list tells'),
  ];
}

/** Once for each StackSet whose drift is detected. */
const detection = [
  ['cloudformation:ListStackSetOperations', 'whether another operation is under way'],
  ['cloudformation:DetectStackSetDrift', 'what its stacks made, and AWS Config does not tell of'],
  ['cloudformation:ListStackInstanceResourceDrifts', 'what drift detection could look at'],
] as const;

/** The same of the plain stack. How often it is asked whether it has ended depends on time too. */
const stackDetection = [
  ['cloudformation:DetectStackDrift', 'whether somebody changed the roles in the management account'],
  ['cloudformation:DescribeStackResourceDrifts', 'which of them, and how'],
] as const;

/** A list without items is a page too. */
function pagesOf(items: number, size: number): number {
  return Math.max(1, Math.ceil(items / size));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
