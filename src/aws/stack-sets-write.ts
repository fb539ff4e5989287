import {
  ActivateOrganizationsAccessCommand,
  type Capability,
  CreateStackInstancesCommand,
  CreateStackSetCommand,
  DeleteStackInstancesCommand,
  DeleteStackSetCommand,
  DescribeStackSetCommand,
  DescribeStackSetOperationCommand,
  paginateListStackSetOperationResults,
  paginateListStackSetOperations,
  type StackSetDriftDetectionDetails,
  type StackSetOperationPreferences,
  UpdateStackInstancesCommand,
  UpdateStackSetCommand,
} from '@aws-sdk/client-cloudformation';
import type {
  OperationPreferences,
  OperationResult,
  OperationStart,
  OperationStatus,
  OperationSummary,
  StackSetsWritePort,
} from '../apply/ports.js';
import { ownershipTag } from '../desired/names.js';
import type { DesiredStackSet, Template } from '../model/desired.js';
import { OrgSecretsError } from '../model/errors.js';
import type { OrgConfig } from '../model/org-config.js';
import type { OperationTargets } from '../model/plan.js';
import { absentIf, isAws, required } from './errors.js';
import { tagsOf, toParameters, toTags } from './key-values.js';
import { instanceTargets } from './stack-instances.js';
import type { StackSetSide, StackSetSides } from './stack-set-side.js';
import { unlessEmpty } from './unless-empty.js';

const pageSize = 100;

export function stackSetsWritePort(
  config: OrgConfig,
  partition: string,
  sides: StackSetSides,
): StackSetsWritePort {
  const { prefix } = config.stackSets;

  /** What create and update both say: AWS's update puts every field anew, and forgets what is left out. */
  const definition = async (side: StackSetSide, stackSet: DesiredStackSet, template: Template) => {
    const { client, as, accountId } = side;
    const auto = stackSet.autoDeployment;
    const names = auto?.dependsOn ?? [];
    const dependsOn = await Promise.all(
      names.map(async (StackSetName) => {
        const answer = await client.send(new DescribeStackSetCommand({ ...as, StackSetName }));
        return required(answer.StackSet?.StackSetARN, 'StackSet.StackSetARN');
      }),
    );
    return {
      ...as,
      StackSetName: stackSet.name,
      TemplateBody: template.body,
      Parameters: toParameters(stackSet.parameters),
      Capabilities: stackSet.capabilities as Capability[],
      Tags: toTags(stackSet.tags),
      PermissionModel: stackSet.permissionModel,
      ManagedExecution: { Active: true },
      ...(stackSet.permissionModel === 'SERVICE_MANAGED'
        ? {
            AutoDeployment: {
              Enabled: auto?.enabled ?? false,
              // May be said only where it is enabled. https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_AutoDeployment.html
              ...(auto?.enabled ? { RetainStacksOnAccountRemoval: false } : {}),
              ...(dependsOn.length > 0 ? { DependsOn: dependsOn } : {}),
            },
          }
        : {
            AutoDeployment: undefined,
            AdministrationRoleARN: `arn:${partition}:iam::${required(accountId, 'the management account')}:role/${prefix}-stackset-administration`,
            ExecutionRoleName: `${prefix}-stackset-execution`,
          }),
    };
  };

  return {
    async activateOrganizationsAccess() {
      const { client } = await sides.of('SELF_MANAGED');
      await client.send(new ActivateOrganizationsAccessCommand({}));
    },
    async createStackSet(stackSet, template, token) {
      const side = await sides.of(stackSet.permissionModel);
      try {
        const input = { ...(await definition(side, stackSet, template)), ClientRequestToken: token };
        await side.client.send(new CreateStackSetCommand(input));
        return 'created';
      } catch (error) {
        if (!isAws(error, 'NameAlreadyExistsException', 'CreatedButModifiedException')) throw error;
        const input = { ...side.as, StackSetName: stackSet.name };
        const found = await side.client.send(new DescribeStackSetCommand(input));
        if (tagsOf(found.StackSet?.Tags)[ownershipTag] === prefix) return 'exists';
        throw new OrgSecretsError(
          'NotOurs',
          `StackSet ${stackSet.name} appeared since the plan was made, and orgsecrets did not make it.`,
          {
            fault: 'user',
            instructions: 'Choose another stackSets.prefix in the org.yaml, or delete what has the name.',
            cause: error,
          },
        );
      }
    },
    async updateStackSet(stackSet, template, targets, operationId, preferences) {
      const side = await sides.of(stackSet.permissionModel);
      const { AutoDeployment, ...input } = await definition(side, stackSet, template);
      const OperationPreferences = toPreferences(preferences);
      return started(() =>
        side.client.send(
          new UpdateStackSetCommand({
            ...input,
            // An update says who is reached, or how AWS deploys by itself, never both; what it leaves out of these stays.
            // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStackSet.html (AutoDeployment)
            ...(targets
              ? { Regions: [stackSet.region], ...accountsOf(targets) }
              : AutoDeployment && { AutoDeployment }),
            OperationId: operationId,
            OperationPreferences,
          }),
        ),
      );
    },
    async createInstances(stackSet, targets, operationId, preferences, overrides) {
      const { client, as } = await sides.of(stackSet.permissionModel);
      const input = {
        ...as,
        StackSetName: stackSet.name,
        Regions: [stackSet.region],
        ...accountsOf(targets),
        ...(Object.keys(overrides).length > 0 ? { ParameterOverrides: toParameters(overrides) } : {}),
        OperationId: operationId,
        OperationPreferences: toPreferences(preferences),
      };
      return started(() => client.send(new CreateStackInstancesCommand(input)));
    },
    async updateInstances(stackSet, targets, operationId, preferences, overrides) {
      const { client, as } = await sides.of(stackSet.permissionModel);
      const input = {
        ...as,
        StackSetName: stackSet.name,
        Regions: [stackSet.region],
        ...accountsOf(targets),
        // A list that leaves a parameter out ends its override, an empty one all of them; no list would leave them.
        // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStackInstances.html (ParameterOverrides)
        ParameterOverrides: toParameters(overrides),
        OperationId: operationId,
        OperationPreferences: toPreferences(preferences),
      };
      return started(() => client.send(new UpdateStackInstancesCommand(input)));
    },
    async stopAutoDeployment({ name, permissionModel }, operationId, preferences) {
      const { client, as } = await sides.of(permissionModel);
      const { StackSet } = await client.send(new DescribeStackSetCommand({ ...as, StackSetName: name }));
      const { Parameters = [], Capabilities } = required(StackSet, 'DescribeStackSet StackSet');
      // Template, parameters and tags stay as they are.
      // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStackSet.html
      const input = {
        ...as,
        StackSetName: name,
        UsePreviousTemplate: true,
        Parameters: Parameters.map(({ ParameterKey }) => ({ ParameterKey, UsePreviousValue: true })),
        Capabilities,
        AutoDeployment: { Enabled: false },
        OperationId: operationId,
        OperationPreferences: toPreferences(preferences),
      };
      return started(() => client.send(new UpdateStackSetCommand(input)));
    },
    async deleteInstances(stackSet, targets, retainStacks, operationId, preferences) {
      const { client, as } = await sides.of(stackSet.permissionModel);
      const input = {
        ...as,
        StackSetName: stackSet.name,
        Regions: [stackSet.region],
        ...accountsOf(targets),
        RetainStacks: retainStacks,
        OperationId: operationId,
        OperationPreferences: toPreferences(preferences),
      };
      return started(() => client.send(new DeleteStackInstancesCommand(input)));
    },
    async deleteStackSet({ name, permissionModel }) {
      const { client, as } = await sides.of(permissionModel);
      try {
        await client.send(new DeleteStackSetCommand({ ...as, StackSetName: name }));
        return 'deleted';
      } catch (error) {
        if (isAws(error, 'StackSetNotFoundException')) return 'deleted';
        if (isAws(error, 'OperationInProgressException')) return 'busy';
        throw error;
      }
    },
    async listInstances(StackSetName) {
      const side = await sides.named(StackSetName);
      return absentIf(['StackSetNotFoundException'], () => instanceTargets(side, { StackSetName }));
    },
    async listOperations(StackSetName) {
      const { client, as } = await sides.named(StackSetName);
      const found: OperationSummary[] = [];
      const read = async () => {
        for await (const page of paginateListStackSetOperations(
          { client, pageSize },
          { ...as, StackSetName },
        ))
          found.push(...(page.Summaries ?? []).map(toOperation));
        return found;
      };
      return (await absentIf(['StackSetNotFoundException'], read)) ?? [];
    },
    async describeOperation(StackSetName, OperationId) {
      const { client, as } = await sides.named(StackSetName);
      const answer = await client.send(
        new DescribeStackSetOperationCommand({ ...as, StackSetName, OperationId }),
      );
      return toOperation(required(answer.StackSetOperation, 'StackSetOperation'));
    },
    async operationResults(StackSetName, OperationId, failed = false) {
      const { client, as } = await sides.named(StackSetName);
      const found: OperationResult[] = [];
      const Filters = failed ? [{ Name: 'OPERATION_RESULT_STATUS' as const, Values: 'FAILED' }] : undefined;
      const input = { ...as, StackSetName, OperationId, ...(Filters && { Filters }) };
      for await (const page of paginateListStackSetOperationResults({ client, pageSize }, input))
        for (const result of page.Summaries ?? [])
          found.push({
            accountId: required(result.Account, 'StackSetOperationResultSummary.Account'),
            region: required(result.Region, 'StackSetOperationResultSummary.Region'),
            status: required(result.Status, 'StackSetOperationResultSummary.Status'),
            reason: unlessEmpty(result.StatusReason),
          });
      return found;
    },
  };
}

/** What AWS said to the start of an operation. */
export async function started(start: () => Promise<unknown>): Promise<OperationStart> {
  try {
    await start();
    return 'started';
  } catch (error) {
    if (isAws(error, 'OperationIdAlreadyExistsException')) return 'exists';
    if (isAws(error, 'OperationInProgressException', 'StaleRequestException')) return 'busy';
    throw error;
  }
}

/** One bad account must stop nobody else, and one Region not the next. */
export function toPreferences(preferences: OperationPreferences): StackSetOperationPreferences {
  return {
    RegionConcurrencyType: 'PARALLEL',
    ConcurrencyMode: 'SOFT_FAILURE_TOLERANCE',
    MaxConcurrentPercentage: preferences.maxConcurrentPercentage,
    FailureTolerancePercentage: preferences.failureTolerancePercentage,
  };
}

function accountsOf({ organizationalUnits, filter, accounts }: OperationTargets) {
  if (organizationalUnits === undefined) return { Accounts: [...accounts] };
  return {
    DeploymentTargets: {
      OrganizationalUnitIds: [...organizationalUnits],
      ...(filter === undefined ? {} : { AccountFilterType: filter }),
      ...(accounts.length > 0 ? { Accounts: [...accounts] } : {}),
    },
  };
}

function toOperation(operation: {
  OperationId?: string | undefined;
  Status?: OperationStatus | undefined;
  StatusReason?: string | undefined;
  StackSetDriftDetectionDetails?: StackSetDriftDetectionDetails | undefined;
}): OperationSummary {
  const drift = operation.StackSetDriftDetectionDetails;
  return {
    id: required(operation.OperationId, 'StackSetOperation.OperationId'),
    status: required(operation.Status, 'StackSetOperation.Status'),
    ...(operation.StatusReason ? { reason: operation.StatusReason } : {}),
    ...(drift && {
      drift: {
        drifted: drift.DriftedStackInstancesCount ?? 0,
        failed: drift.FailedStackInstancesCount ?? 0,
      },
    }),
  };
}
