/** The IAM actions that commands need, by the role that needs them. docs/cli.md and --help show them. */
export interface Permissions {
  /** The credentials that the command is started with. */
  readonly caller: readonly string[];
  /** The role `<prefix>-look` (before it exists: one of organization.memberRoles) in member accounts. */
  readonly look?: readonly string[];
  /** The role `<prefix>-mend` in member accounts. */
  readonly mend?: readonly string[];
  /** The role `<prefix>-extend` in member accounts, which is only made where recorder.adopt asks for it. */
  readonly extend?: readonly string[];
  /** The role `<prefix>-aggregator-admin` in the delegated administrator account. */
  readonly aggregatorAdmin?: readonly string[];
  /** A role of organization.memberRoles in the delegated administrator account, with --delete-bucket. */
  readonly bucket?: readonly string[];
}

export const commandNames = [
  'validate',
  'init',
  'doctor',
  'plan',
  'apply',
  'status',
  'accounts',
  'drift',
  'report',
  'history',
  'notify',
  'destroy',
  'runs',
  'simulate',
] as const;

export type CommandName = (typeof commandNames)[number];

const identity = ['sts:GetCallerIdentity', 'sts:AssumeRole'];

const readOrganization = [
  'account:ListRegions',
  'organizations:DescribeOrganization',
  'organizations:ListAccounts',
  'organizations:ListAccountsForParent',
  'organizations:ListAWSServiceAccessForOrganization',
  'organizations:ListDelegatedAdministrators',
  'organizations:ListOrganizationalUnitsForParent',
  'organizations:ListRoots',
];

/** Of some accounts alone. */
const readAccounts = [
  'organizations:DescribeAccount',
  'organizations:DescribeOrganizationalUnit',
  'organizations:ListParents',
];

const readStackSets = [
  'cloudformation:DescribeOrganizationsAccess',
  'cloudformation:DescribeStacks',
  'cloudformation:DescribeStackSet',
  'cloudformation:GetTemplate',
  'cloudformation:ListStackInstances',
  'cloudformation:ListStackSets',
];

/** Which rules an instance leaves out. */
const leftOut = 'cloudformation:DescribeStackInstance';

/**
 * With --depth deep: on the StackSets whose stacks AWS Config can't look into, and on the stack with their roles, for which
 * AWS asks for the first and the fifth too:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html
 */
const detectDrift = [
  'cloudformation:BatchDescribeTypeConfigurations',
  'cloudformation:DescribeStackDriftDetectionStatus',
  'cloudformation:DescribeStackResourceDrifts',
  'cloudformation:DetectStackDrift',
  'cloudformation:DetectStackResourceDrift',
  'cloudformation:DetectStackSetDrift',
  'cloudformation:ListStackInstanceResourceDrifts',
];

const lookAtTargets = [
  'config:DescribeConfigRules',
  'config:DescribeConfigurationRecorders',
  'config:DescribeConfigurationRecorderStatus',
  'config:DescribeDeliveryChannelStatus',
  'iam:GetRole',
];

/** Where a recorder of ours was stopped or deleted, and everywhere where drift is looked for. */
const lookDeeper = [
  'cloudformation:DescribeStacks',
  'config:DescribeConfigRuleEvaluationStatus',
  'config:DescribeDeliveryChannels',
];
/** In the secret's own account. */
const readHistory = [
  'cloudtrail:LookupEvents',
  'config:GetResourceConfigHistory',
  'config:ListDiscoveredResources',
];

const readAggregator = [
  'config:DescribeConfigurationAggregators',
  'config:DescribeConfigurationAggregatorSourcesStatus',
];

/** Who is subscribed to the topic. */
const readSubscriptions = ['sns:GetSubscriptionAttributes', 'sns:ListSubscriptionsByTopic'];

const readFindings = [
  ...readAggregator,
  'config:DescribeAggregateComplianceByConfigRules',
  'config:GetAggregateComplianceDetailsByConfigRule',
  'config:SelectAggregateResourceConfig',
];

/** What was told already is kept in the bucket; ListBucket, so that a first digest is told from a denied one. */
const keepDigests = ['s3:GetObject', 's3:ListBucket', 's3:PutObject'];

/** CloudFormation makes the roles of self-managed StackSets with the caller's permissions, and hands one of them on. */
const throughCloudFormation = [
  'iam:CreateRole',
  'iam:DeleteRole',
  'iam:DeleteRolePolicy',
  'iam:GetRole',
  'iam:GetRolePolicy',
  'iam:ListAttachedRolePolicies',
  'iam:ListRolePolicies',
  'iam:PassRole',
  'iam:PutRolePolicy',
  'iam:TagRole',
  'iam:UntagRole',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateRole',
  'iam:UpdateRoleDescription',
];

/** In its own account the caller looks without another role. */
const reading: Permissions = {
  caller: [...identity, ...readOrganization, ...readStackSets, ...lookAtTargets, ...lookDeeper],
  look: [...lookAtTargets, ...lookDeeper],
  aggregatorAdmin: [...readAggregator, ...readSubscriptions],
};

const applying: Permissions = {
  caller: [
    ...reading.caller,
    ...readAccounts,
    'cloudformation:ActivateOrganizationsAccess',
    'cloudformation:CreateStack',
    'cloudformation:CreateStackInstances',
    'cloudformation:CreateStackSet',
    'cloudformation:DeleteStack',
    'cloudformation:DeleteStackInstances',
    'cloudformation:DeleteStackSet',
    leftOut,
    'cloudformation:DescribeStackSetOperation',
    'cloudformation:ListStackSetOperationResults',
    'cloudformation:ListStackSetOperations',
    'cloudformation:TagResource',
    'cloudformation:UntagResource',
    'cloudformation:UpdateStack',
    'cloudformation:UpdateStackInstances',
    'cloudformation:UpdateStackSet',
    'iam:CreateServiceLinkedRole',
    'organizations:DescribePolicy',
    'organizations:EnableAWSServiceAccess',
    'organizations:ListPolicies',
    'organizations:ListTargetsForPolicy',
    'organizations:RegisterDelegatedAdministrator',
    ...throughCloudFormation,
  ],
  look: [...lookAtTargets, ...lookDeeper],
  mend: [
    'config:DeliverConfigSnapshot',
    'config:PutConfigRule',
    'config:PutConfigurationRecorder',
    'config:PutDeliveryChannel',
    'config:StartConfigurationRecorder',
    'iam:PassRole',
  ],
  extend: [
    'config:DescribeConfigurationRecorders',
    'config:PutConfigurationRecorder',
    'config:StartConfigurationRecorder',
    'iam:PassRole',
  ],
  aggregatorAdmin: [
    ...readAggregator,
    ...readSubscriptions,
    'config:DeleteConfigurationAggregator',
    'config:PutConfigurationAggregator',
    'config:TagResource',
    'iam:PassRole',
    'organizations:DescribeOrganization',
    'organizations:ListAccounts',
    'organizations:ListAWSServiceAccessForOrganization',
    'organizations:ListDelegatedAdministrators',
    'sns:SetSubscriptionAttributes',
    'sns:Subscribe',
    'sns:Unsubscribe',
  ],
};

export const permissions: Readonly<Record<CommandName, Permissions>> = {
  validate: { caller: [] },
  init: {
    caller: [
      ...identity,
      ...readOrganization,
      'cloudformation:ListStackSets',
      'config:DescribeConfigurationRecorders',
      'config:DescribeConfigurationRecorderStatus',
      'iam:GetRole',
      'organizations:ListPolicies',
    ],
    look: ['config:DescribeConfigurationRecorders', 'config:DescribeConfigurationRecorderStatus'],
  },
  doctor: {
    caller: [
      ...identity,
      ...readOrganization,
      ...readStackSets,
      ...lookAtTargets,
      leftOut,
      ...lookDeeper,
      ...readAccounts,
      'cloudformation:DescribeStackSetOperation',
      'cloudformation:ListStackSetOperationResults',
      'cloudformation:ListStackSetOperations',
      'organizations:DescribePolicy',
      'organizations:ListPolicies',
      'organizations:ListTargetsForPolicy',
      'servicequotas:ListServiceQuotas',
    ],
    look: ['config:DescribeConfigurationAggregators', 'config:DescribeConfigurationRecorderStatus'],
    aggregatorAdmin: [
      'config:DescribeConfigurationAggregators',
      'servicequotas:ListServiceQuotas',
      ...readSubscriptions,
    ],
  },
  plan: { ...reading, caller: [...reading.caller, ...readAccounts, leftOut] },
  status: {
    caller: [...identity, ...readOrganization, ...lookAtTargets],
    look: [...lookAtTargets, 'config:DescribeConfigurationAggregators'],
    aggregatorAdmin: [...readAggregator, ...readSubscriptions],
  },
  // Without --prove nobody looks into a target.
  accounts: {
    caller: [
      ...identity,
      ...readOrganization,
      ...readAccounts,
      'cloudformation:DescribeStackSet',
      'cloudformation:ListStackInstances',
      'cloudformation:ListStackSets',
      ...lookAtTargets,
    ],
    look: lookAtTargets,
  },
  // With --remediate it does what apply does; without it the reads of a plan and these are enough.
  drift: { ...applying, caller: [...applying.caller, ...detectDrift] },
  report: {
    caller: [...identity, ...readOrganization],
    look: ['secretsmanager:ListSecrets'],
    aggregatorAdmin: readFindings,
  },
  notify: {
    caller: [...identity, ...readOrganization],
    aggregatorAdmin: [...readFindings, 'kms:Decrypt', 'kms:GenerateDataKey', ...keepDigests, 'sns:Publish'],
  },
  history: { caller: identity, look: readHistory },
  destroy: {
    caller: [
      ...reading.caller,
      // Where the roles of the management account are gone before what needs them.
      'cloudformation:CreateStack',
      'cloudformation:DeleteStack',
      'cloudformation:DeleteStackInstances',
      'cloudformation:DeleteStackSet',
      'cloudformation:DescribeStackSetOperation',
      'cloudformation:ListStackSetOperationResults',
      'cloudformation:ListStackSetOperations',
      'cloudformation:TagResource',
      'cloudformation:UpdateStackSet',
      'iam:CreateRole',
      'iam:DeleteRole',
      'iam:DeleteRolePolicy',
      'iam:GetRole',
      'iam:GetRolePolicy',
      'iam:ListAttachedRolePolicies',
      'iam:ListRolePolicies',
      'iam:PutRolePolicy',
      'iam:TagRole',
    ],
    look: lookAtTargets,
    aggregatorAdmin: ['config:DeleteConfigurationAggregator', 'config:DescribeConfigurationAggregators'],
    bucket: [
      's3:DeleteBucket',
      's3:DeleteObject',
      's3:DeleteObjectVersion',
      's3:GetBucketTagging',
      's3:ListBucketVersions',
    ],
  },
  runs: { caller: [] },
  simulate: { caller: [] },
  apply: applying,
};
