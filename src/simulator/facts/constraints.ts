import { resourceTypes } from '../services/config/resource-types.js';
import type { Constraint, Constraints } from '../kernel/constraints.js';

/*
 * What AWS refuses before an operation looks at the world: the constraints of the services' API models on members that
 * the product, or a person's org.yaml through it, could get wrong. test/judges holds every line against botocore's copy
 * of the models. Rules that no model states (StackSet names, Organizations' reasons) are checked by the operations.
 */

const any = Number.POSITIVE_INFINITY;
const required: Constraint = { required: true };
const names = (least: number, most: number, pattern?: string): Constraint => ({
  length: [least, most],
  ...(pattern === undefined ? {} : { pattern }),
});
const items = (least: number, most: number): Constraint => ({ length: [least, most] });
const between = (least: number, most: number): Constraint => ({ value: [least, most] });
const must = (constraint: Constraint): Constraint => ({ ...constraint, required: true });

const operationId = names(1, 128, '[a-zA-Z0-9][-a-zA-Z0-9]*');
const callAs: Constraints = { CallAs: { oneOf: ['SELF', 'DELEGATED_ADMIN'] } };
const stackTags: Constraints = {
  Tags: items(0, 50),
  'Tags[].Key': must(names(1, 128)),
  'Tags[].Value': must(names(1, 256)),
};
const capabilities: Constraints = {
  'Capabilities[]': { oneOf: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'] },
};
const preferences: Constraints = {
  'OperationPreferences.RegionConcurrencyType': { oneOf: ['SEQUENTIAL', 'PARALLEL'] },
  'OperationPreferences.FailureToleranceCount': between(0, any),
  'OperationPreferences.FailureTolerancePercentage': between(0, 100),
  'OperationPreferences.MaxConcurrentCount': between(1, any),
  'OperationPreferences.MaxConcurrentPercentage': between(1, 100),
  'OperationPreferences.ConcurrencyMode': {
    oneOf: ['STRICT_FAILURE_TOLERANCE', 'SOFT_FAILURE_TOLERANCE'],
  },
};
const accounts: Constraint = { pattern: '^[0-9]{12}$' };
const targets: Constraints = {
  'Accounts[]': accounts,
  'DeploymentTargets.Accounts[]': accounts,
  'DeploymentTargets.OrganizationalUnitIds[]': {
    pattern: '^(ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}|r-[a-z0-9]{4,32})$',
  },
  'DeploymentTargets.AccountFilterType': { oneOf: ['NONE', 'INTERSECTION', 'DIFFERENCE', 'UNION'] },
  'Regions[]': { pattern: '^[a-zA-Z0-9-]{1,128}$' },
};
const definition: Constraints = {
  StackSetName: required,
  Description: names(1, 1024),
  TemplateBody: names(1, any),
  ...capabilities,
  ...stackTags,
  AdministrationRoleARN: names(20, 2048),
  ExecutionRoleName: names(1, 64, '[a-zA-Z_0-9+=,.@-]+'),
  PermissionModel: { oneOf: ['SERVICE_MANAGED', 'SELF_MANAGED'] },
  ...callAs,
};
const setNameOrId = must({
  pattern:
    '[a-zA-Z][-a-zA-Z0-9]*(?::[a-zA-Z0-9]{8}-[a-zA-Z0-9]{4}-[a-zA-Z0-9]{4}-[a-zA-Z0-9]{4}-[a-zA-Z0-9]{12})?',
});
const stackName = must(
  names(1, any, '([a-zA-Z][-a-zA-Z0-9]*)|(arn:\\b(aws|aws-us-gov|aws-cn)\\b:[-a-zA-Z0-9:/._+]*)'),
);
const instances: Constraints = {
  StackSetName: required,
  Regions: required,
  ...targets,
  ...preferences,
  OperationId: operationId,
  ...callAs,
};
const list: Constraints = { NextToken: names(1, 1024), MaxResults: between(1, 100), ...callAs };
const stack: Constraints = {
  StackName: required,
  TemplateBody: names(1, any),
  ...capabilities,
  ...stackTags,
  RoleARN: names(20, 2048),
  ClientRequestToken: operationId,
};

const recorderName = must(names(1, 256));
const aggregatorName = must(names(1, 256, '[\\w\\-]+'));
const ruleName = names(1, 128, '.*\\S.*');
const accountId: Constraint = { pattern: '\\d{12}' };
const complianceTypes: Constraint = {
  oneOf: ['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE', 'INSUFFICIENT_DATA'],
};
const resourceType: Constraint = { oneOf: [...resourceTypes] };
const configTags: Constraints = {
  Tags: items(0, 50),
  'Tags[].Key': names(1, 128),
  'Tags[].Value': names(0, 256),
};
const frequency: Constraint = {
  oneOf: ['One_Hour', 'Three_Hours', 'Six_Hours', 'Twelve_Hours', 'TwentyFour_Hours'],
};
const printable = '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+';
const roleName = must(names(1, 64, '[\\w+=,.@-]+'));

/** `service/Operation` → constraints. */
export const requestConstraints: Readonly<Record<string, Constraints>> = {
  'cloudformation/CreateStackSet': { ...definition, ClientRequestToken: operationId },
  'cloudformation/UpdateStackSet': {
    ...definition,
    ...targets,
    ...preferences,
    OperationId: operationId,
  },
  'cloudformation/CreateStackInstances': instances,
  'cloudformation/UpdateStackInstances': {
    ...instances,
    StackSetName: setNameOrId,
  },
  'cloudformation/DeleteStackInstances': { ...instances, RetainStacks: required },
  'cloudformation/DeleteStackSet': { StackSetName: required, ...callAs },
  'cloudformation/DetectStackSetDrift': {
    StackSetName: setNameOrId,
    ...preferences,
    OperationId: operationId,
    ...callAs,
  },
  'cloudformation/ListStackInstanceResourceDrifts': {
    StackSetName: setNameOrId,
    ...list,
    StackInstanceAccount: must(accounts),
    StackInstanceRegion: must({ pattern: '^[a-zA-Z0-9-]{1,128}$' }),
    OperationId: must(operationId),
  },
  'cloudformation/DetectStackDrift': { StackName: stackName },
  'cloudformation/DescribeStackDriftDetectionStatus': { StackDriftDetectionId: must(names(1, 36)) },
  'cloudformation/DescribeStackResourceDrifts': {
    StackName: stackName,
    NextToken: names(1, 1024),
    MaxResults: between(1, 100),
  },
  'cloudformation/DescribeStackSet': { StackSetName: required, ...callAs },
  'cloudformation/DescribeStackSetOperation': {
    StackSetName: required,
    OperationId: must(operationId),
    ...callAs,
  },
  'cloudformation/ListStackInstances': {
    StackSetName: required,
    ...list,
    Filters: items(0, 3),
    'Filters[].Name': { oneOf: ['DETAILED_STATUS', 'LAST_OPERATION_ID', 'DRIFT_STATUS'] },
    'Filters[].Values': names(1, 128, '^\\S{1,128}$'),
    StackInstanceAccount: accounts,
  },
  'cloudformation/ListStackSetOperationResults': {
    StackSetName: required,
    OperationId: must(operationId),
    ...list,
    Filters: items(0, 1),
    'Filters[].Name': { oneOf: ['OPERATION_RESULT_STATUS'] },
  },
  'cloudformation/ListStackSetOperations': { StackSetName: required, ...list },
  'cloudformation/ListStackSets': { ...list, Status: { oneOf: ['ACTIVE', 'DELETED'] } },
  'cloudformation/DescribeOrganizationsAccess': callAs,
  'cloudformation/CreateStack': {
    ...stack,
    OnFailure: { oneOf: ['DO_NOTHING', 'ROLLBACK', 'DELETE'] },
  },
  'cloudformation/UpdateStack': stack,
  'cloudformation/DeleteStack': {
    StackName: required,
    RoleARN: names(20, 2048),
    ClientRequestToken: operationId,
  },
  'cloudformation/DescribeStacks': { NextToken: names(1, 1024) },
  'cloudformation/GetTemplate': { TemplateStage: { oneOf: ['Original', 'Processed'] } },

  'config/PutConfigurationRecorder': {
    ConfigurationRecorder: required,
    'ConfigurationRecorder.name': names(1, 256),
    'ConfigurationRecorder.recordingMode.recordingFrequency': must({ oneOf: ['CONTINUOUS', 'DAILY'] }),
    'ConfigurationRecorder.recordingMode.recordingModeOverrides': items(0, 1),
    ...configTags,
  },
  'config/PutDeliveryChannel': {
    DeliveryChannel: required,
    'DeliveryChannel.name': names(1, 256),
    'DeliveryChannel.configSnapshotDeliveryProperties.deliveryFrequency': frequency,
  },
  'config/PutConfigRule': {
    ConfigRule: required,
    'ConfigRule.ConfigRuleName': ruleName,
    'ConfigRule.Description': names(0, 256),
    'ConfigRule.Source': required,
    'ConfigRule.Source.Owner': must({ oneOf: ['CUSTOM_LAMBDA', 'AWS', 'CUSTOM_POLICY'] }),
    'ConfigRule.Source.SourceIdentifier': names(1, 256),
    'ConfigRule.InputParameters': names(1, 1024),
    'ConfigRule.MaximumExecutionFrequency': frequency,
    ...configTags,
  },
  'config/DescribeConfigRules': { ConfigRuleNames: items(0, 25), 'ConfigRuleNames[]': ruleName },
  'config/DescribeConfigurationRecorders': { 'ConfigurationRecorderNames[]': names(1, 256) },
  'config/DescribeConfigurationRecorderStatus': { 'ConfigurationRecorderNames[]': names(1, 256) },
  'config/DescribeDeliveryChannelStatus': { 'DeliveryChannelNames[]': names(1, 256) },
  'config/StartConfigurationRecorder': { ConfigurationRecorderName: recorderName },
  'config/StopConfigurationRecorder': { ConfigurationRecorderName: recorderName },
  'config/DeliverConfigSnapshot': { deliveryChannelName: recorderName },
  'config/PutConfigurationAggregator': {
    ConfigurationAggregatorName: aggregatorName,
    'OrganizationAggregationSource.RoleArn': required,
    'OrganizationAggregationSource.AwsRegions': items(1, any),
    ...configTags,
  },
  'config/DeleteConfigurationAggregator': { ConfigurationAggregatorName: aggregatorName },
  'config/DescribeConfigurationAggregators': {
    ConfigurationAggregatorNames: items(0, 10),
    'ConfigurationAggregatorNames[]': names(1, 256, '[\\w\\-]+'),
    Limit: between(0, 100),
  },
  'config/DescribeAggregateComplianceByConfigRules': {
    ConfigurationAggregatorName: aggregatorName,
    'Filters.ConfigRuleName': ruleName,
    'Filters.ComplianceType': complianceTypes,
    'Filters.AccountId': accountId,
    'Filters.AwsRegion': names(1, 64),
  },
  'config/GetAggregateComplianceDetailsByConfigRule': {
    ConfigurationAggregatorName: aggregatorName,
    ConfigRuleName: must(ruleName),
    AccountId: must(accountId),
    AwsRegion: must(names(1, 64)),
    ComplianceType: complianceTypes,
  },
  'config/GetAggregateConfigRuleComplianceSummary': {
    ConfigurationAggregatorName: aggregatorName,
    'Filters.AccountId': accountId,
    'Filters.AwsRegion': names(1, 64),
    GroupByKey: { oneOf: ['ACCOUNT_ID', 'AWS_REGION'] },
  },
  'config/SelectAggregateResourceConfig': {
    ConfigurationAggregatorName: aggregatorName,
    Expression: must(names(1, 4096)),
  },
  'config/SelectResourceConfig': { Expression: must(names(1, 4096)) },
  'config/BatchGetAggregateResourceConfig': {
    ConfigurationAggregatorName: aggregatorName,
    ResourceIdentifiers: must(items(1, 100)),
    'ResourceIdentifiers[].SourceAccountId': must(accountId),
    'ResourceIdentifiers[].SourceRegion': must(names(1, 64)),
    'ResourceIdentifiers[].ResourceId': must(names(1, 768)),
    'ResourceIdentifiers[].ResourceType': must(resourceType),
  },
  'config/GetAggregateResourceConfig': {
    ConfigurationAggregatorName: aggregatorName,
    ResourceIdentifier: required,
    'ResourceIdentifier.SourceAccountId': must(accountId),
    'ResourceIdentifier.SourceRegion': must(names(1, 64)),
    'ResourceIdentifier.ResourceId': must(names(1, 768)),
    'ResourceIdentifier.ResourceType': must(resourceType),
  },
  'config/ListAggregateDiscoveredResources': {
    ConfigurationAggregatorName: aggregatorName,
    ResourceType: must(resourceType),
    'Filters.AccountId': accountId,
    'Filters.ResourceId': names(1, 768),
    'Filters.Region': names(1, 64),
  },
  'config/GetAggregateDiscoveredResourceCounts': {
    ConfigurationAggregatorName: aggregatorName,
    'Filters.ResourceType': resourceType,
    'Filters.AccountId': accountId,
    'Filters.Region': names(1, 64),
    GroupByKey: { oneOf: ['RESOURCE_TYPE', 'ACCOUNT_ID', 'AWS_REGION'] },
  },
  'config/DescribeConfigurationAggregatorSourcesStatus': {
    ConfigurationAggregatorName: aggregatorName,
    UpdateStatus: items(1, any),
    'UpdateStatus[]': { oneOf: ['FAILED', 'SUCCEEDED', 'OUTDATED'] },
    Limit: between(0, 100),
  },

  'sts/AssumeRole': {
    RoleArn: must(
      names(
        20,
        2048,
        '[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+',
      ),
    ),
    RoleSessionName: must(names(2, 64, '[\\w+=,.@-]*')),
    Policy: names(1, any, printable),
    DurationSeconds: between(900, 43_200),
    ExternalId: names(2, 1224, '[\\w+=,.@:\\/-]*'),
  },
  'iam/GetRole': { RoleName: roleName },
  'iam/CreateRole': {
    RoleName: roleName,
    Path: names(1, 512, '(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)'),
    AssumeRolePolicyDocument: must(names(1, 131_072, printable)),
    Description: {
      length: [0, 1000],
      pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*',
    },
    MaxSessionDuration: between(3600, 43_200),
    PermissionsBoundary: names(20, 2048),
    Tags: items(0, 50),
    'Tags[].Key': must(names(1, 128, '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+')),
    'Tags[].Value': must(names(0, 256, '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*')),
  },
  'iam/PutRolePolicy': {
    RoleName: roleName,
    PolicyName: must(names(1, 128, '[\\w+=,.@-]+')),
    PolicyDocument: must(names(1, 131_072, printable)),
  },
};
