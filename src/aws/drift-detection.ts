import {
  type CloudFormationClient,
  DescribeStackDriftDetectionStatusCommand,
  DescribeStackResourceDriftsCommand,
  DetectStackDriftCommand,
  DetectStackSetDriftCommand,
  ListStackInstanceResourceDriftsCommand,
  type PropertyDifference,
  type StackInstanceResourceDriftsSummary,
  type StackResourceDrift,
} from '@aws-sdk/client-cloudformation';
import type { CheckedResource, DriftDetectionPort, StackDriftDetectionPort } from '../apply/ports.js';
import type { Difference } from '../model/plan.js';
import type { RegionName } from '../model/target.js';
import { noReason } from '../model/no-reason.js';
import { awsWords, isAws, required } from './errors.js';
import { instanceTargets } from './stack-instances.js';
import type { StackSetSides } from './stack-set-side.js';
import { started, toPreferences } from './stack-sets-write.js';

const pageSize = 100;

/** @param ofStacks makes CloudFormation's client in the management account, for a Region. */
export function driftDetectionPort(
  sides: StackSetSides,
  ofStacks: (region: RegionName) => Promise<CloudFormationClient>,
): DriftDetectionPort {
  return {
    ofStack: stackDriftDetectionPort(ofStacks),
    async detect(StackSetName, OperationId, preferences) {
      const { client, as } = await sides.named(StackSetName);
      const OperationPreferences = toPreferences(preferences);
      return started(() =>
        client.send(
          new DetectStackSetDriftCommand({ ...as, StackSetName, OperationId, OperationPreferences }),
        ),
      );
    },
    async drifted(StackSetName, StackInstanceAccount) {
      const Filters = [{ Name: 'DRIFT_STATUS' as const, Values: 'DRIFTED' }];
      return instanceTargets(await sides.named(StackSetName), {
        StackSetName,
        StackInstanceAccount,
        Filters,
      });
    },
    async resources(StackSetName, { accountId, region }, OperationId) {
      const { client, as } = await sides.named(StackSetName);
      const found: CheckedResource[] = [];
      // The SDK has no paginator for it.
      for (let NextToken: string | undefined; ;) {
        const page = await client.send(
          new ListStackInstanceResourceDriftsCommand({
            ...as,
            StackSetName,
            StackInstanceAccount: accountId,
            StackInstanceRegion: region,
            OperationId,
            MaxResults: pageSize,
            NextToken,
          }),
        );
        found.push(...(page.Summaries ?? []).flatMap(toResource));
        NextToken = page.NextToken;
        if (NextToken === undefined) return found;
      }
    },
  };
}

function stackDriftDetectionPort(
  client: (region: RegionName) => Promise<CloudFormationClient>,
): StackDriftDetectionPort {
  return {
    async detect(StackName, region) {
      const cloudformation = await client(region);
      try {
        const answer = await cloudformation.send(new DetectStackDriftCommand({ StackName }));
        return required(answer.StackDriftDetectionId, 'DetectStackDrift StackDriftDetectionId');
      } catch (error) {
        // CloudFormation has no error name of its own for it; the words are from what people report of it.
        if (isAws(error, 'ValidationError') && /already in progress/i.test(awsWords(error))) return undefined;
        throw error;
      }
    },
    async ended(StackDriftDetectionId, region) {
      const cloudformation = await client(region);
      const answer = await cloudformation.send(
        new DescribeStackDriftDetectionStatusCommand({ StackDriftDetectionId }),
      );
      switch (required(answer.DetectionStatus, 'DescribeStackDriftDetectionStatus DetectionStatus')) {
        case 'DETECTION_IN_PROGRESS':
          return undefined;
        case 'DETECTION_COMPLETE':
          return { failure: undefined };
        case 'DETECTION_FAILED':
          return { failure: answer.DetectionStatusReason ?? noReason };
      }
    },
    async resources(StackName, region) {
      const cloudformation = await client(region);
      const found: CheckedResource[] = [];
      // The SDK has no paginator for it.
      for (let NextToken: string | undefined; ;) {
        const page = await cloudformation.send(
          new DescribeStackResourceDriftsCommand({ StackName, MaxResults: pageSize, NextToken }),
        );
        found.push(...(page.StackResourceDrifts ?? []).flatMap(toResource));
        NextToken = page.NextToken;
        if (NextToken === undefined) return found;
      }
    },
  };
}

const states = { IN_SYNC: 'in-sync', MODIFIED: 'changed', DELETED: 'missing' } as const;

/** Nothing for a resource that was not looked at. */
function toResource(
  summary: StackInstanceResourceDriftsSummary | StackResourceDrift,
): readonly CheckedResource[] {
  const status = required(summary.StackResourceDriftStatus, 'StackResourceDriftStatus');
  if (status !== 'IN_SYNC' && status !== 'MODIFIED' && status !== 'DELETED') return [];
  return [
    {
      logicalId: required(summary.LogicalResourceId, 'LogicalResourceId'),
      type: required(summary.ResourceType, 'ResourceType'),
      physicalId: summary.PhysicalResourceId,
      stackId: required(summary.StackId, 'the StackId of a resource that drifted'),
      is: states[status],
      differences: status === 'MODIFIED' ? (summary.PropertyDifferences ?? []).map(toDifference) : [],
    },
  ];
}

/** What is not there has the text `null` at AWS. */
function toDifference({
  PropertyPath,
  ExpectedValue,
  ActualValue,
  DifferenceType,
}: PropertyDifference): Difference {
  return {
    field: required(PropertyPath, 'PropertyDifference.PropertyPath'),
    from: DifferenceType === 'REMOVE' ? undefined : ActualValue,
    to: DifferenceType === 'ADD' ? undefined : ExpectedValue,
  };
}
