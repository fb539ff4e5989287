import {
  DescribeOrganizationsAccessCommand,
  DescribeStackInstanceCommand,
  DescribeStackSetCommand,
  paginateListStackInstances,
  paginateListStackSets,
  type StackInstanceSummary,
} from '@aws-sdk/client-cloudformation';
import type { StackInstance } from '../model/observed.js';
import type { StackSetsReadPort } from '../observed/ports.js';
import { ownershipTag } from '../desired/names.js';
import { absentIf, isAws, isDenied, isFresh, required } from './errors.js';
import { parametersOf, tagsOf } from './key-values.js';
import type { StackSetSides } from './stack-set-side.js';
import type { StackReader } from './stacks.js';
import { unlessEmpty } from './unless-empty.js';

const pageSize = 100;

export function stackSetsReadPort(sides: StackSetSides, stacks: StackReader): StackSetsReadPort {
  return {
    async organizationsAccess() {
      const { client, as } = await sides.of('SERVICE_MANAGED');
      const answer = await client.send(new DescribeOrganizationsAccessCommand(as));
      return required(answer.Status, 'DescribeOrganizationsAccess Status');
    },
    async listStackSets(region) {
      const names: string[] = [];
      for (const { client, as } of await sides.all(region))
        for await (const page of paginateListStackSets({ client, pageSize }, { ...as, Status: 'ACTIVE' }))
          names.push(
            ...(page.Summaries ?? []).map((summary) => required(summary.StackSetName, 'StackSetName')),
          );
      return [...new Set(names)];
    },
    moveTo: (region) => sides.moveTo(region),
    async listStackSetsElsewhere(region) {
      try {
        return await this.listStackSets(region);
      } catch (error) {
        // Where the account may not even list StackSets it has made none.
        if (isDenied(error) || isFresh(error)) return [];
        throw error;
      }
    },
    async ownerOf(name, region) {
      const [side] = await sides.all(region);
      const { client, as } = required(side, 'a side');
      try {
        const answer = await client.send(new DescribeStackSetCommand({ ...as, StackSetName: name }));
        return tagsOf(answer.StackSet?.Tags)[ownershipTag];
      } catch (error) {
        if (isAws(error, 'StackSetNotFoundException')) return undefined;
        throw error;
      }
    },
    async describeStackSet(name) {
      const { client, as } = await sides.named(name);
      const stackSet = await absentIf(['StackSetNotFoundException'], async () => {
        const answer = await client.send(new DescribeStackSetCommand({ ...as, StackSetName: name }));
        return required(answer.StackSet, 'DescribeStackSet StackSet');
      });
      if (stackSet === undefined) return undefined;
      const auto = stackSet.AutoDeployment;
      return {
        name: required(stackSet.StackSetName, 'StackSet.StackSetName'),
        id: required(stackSet.StackSetId, 'StackSet.StackSetId'),
        // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackSet.html: self-managed is the default.
        permissionModel: stackSet.PermissionModel ?? 'SELF_MANAGED',
        templateBody: required(stackSet.TemplateBody, 'StackSet.TemplateBody'),
        parameters: parametersOf(stackSet.Parameters),
        tags: tagsOf(stackSet.Tags),
        autoDeployment:
          auto === undefined
            ? undefined
            : { enabled: auto.Enabled ?? false, dependsOn: (auto.DependsOn ?? []).map(nameInArn) },
        managedExecution: stackSet.ManagedExecution?.Active ?? false,
        organizationalUnits: stackSet.OrganizationalUnitIds ?? [],
      };
    },
    async listStackInstances(stackSet, accountId) {
      const { client, as } = await sides.named(stackSet);
      const found: StackInstance[] = [];
      return absentIf(['StackSetNotFoundException'], async () => {
        for await (const page of paginateListStackInstances(
          { client, pageSize },
          { ...as, StackSetName: stackSet, StackInstanceAccount: accountId },
        ))
          found.push(...(page.Summaries ?? []).map(toInstance));
        return found;
      });
    },
    async instanceOverrides(StackSetName, { accountId, region }) {
      const { client, as } = await sides.named(StackSetName);
      const where = { StackInstanceAccount: accountId, StackInstanceRegion: region };
      // Both are in the SDK's list for DescribeStackInstance, and in its schemas each is the code on the wire and the name
      // of the class (`awsQueryError`); the other reads of StackSets have the latter alone.
      return absentIf(['StackInstanceNotFoundException', 'StackSetNotFoundException'], async () => {
        const answer = await client.send(new DescribeStackInstanceCommand({ ...as, StackSetName, ...where }));
        return parametersOf(required(answer.StackInstance, 'StackInstance').ParameterOverrides);
      });
    },
    describeStack: (name, region) => stacks.withTemplate(name, region),
  };
}

function toInstance(summary: StackInstanceSummary): StackInstance {
  return {
    accountId: required(summary.Account, 'StackInstanceSummary.Account'),
    region: required(summary.Region, 'StackInstanceSummary.Region'),
    status: required(summary.Status, 'StackInstanceSummary.Status'),
    detailedStatus: summary.StackInstanceStatus?.DetailedStatus,
    statusReason: unlessEmpty(summary.StatusReason),
    stackId: unlessEmpty(summary.StackId),
    organizationalUnitId: unlessEmpty(summary.OrganizationalUnitId),
  };
}

/** `arn:aws:cloudformation:us-east-1:111111111111:stackset/name:id` → `name`. */
function nameInArn(arn: string): string {
  return /stackset\/([^:]+)/.exec(arn)?.[1] ?? arn;
}
