import {
  DetectStackSetDriftCommand,
  ListStackInstanceResourceDriftsCommand,
  type PropertyDifference,
  type StackInstanceResourceDriftsSummary,
} from '@aws-sdk/client-cloudformation';
import type { DriftDetectionPort } from '../apply/ports.js';
import type { Difference } from '../model/plan.js';
import { required } from './errors.js';
import { instanceTargets } from './stack-instances.js';
import type { StackSetSides } from './stack-set-side.js';
import { started, toPreferences } from './stack-sets-write.js';

const pageSize = 100;

type Resources = Awaited<ReturnType<DriftDetectionPort['resources']>>;

export function driftDetectionPort(sides: StackSetSides): DriftDetectionPort {
  return {
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
      const found: Resources[number][] = [];
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

const states = { IN_SYNC: 'in-sync', MODIFIED: 'changed', DELETED: 'missing' } as const;

/** Nothing for a resource that was not looked at. */
function toResource(summary: StackInstanceResourceDriftsSummary): Resources {
  const status = required(summary.StackResourceDriftStatus, 'StackResourceDriftStatus');
  if (status !== 'IN_SYNC' && status !== 'MODIFIED' && status !== 'DELETED') return [];
  return [
    {
      logicalId: required(summary.LogicalResourceId, 'LogicalResourceId'),
      type: required(summary.ResourceType, 'ResourceType'),
      physicalId: summary.PhysicalResourceId,
      stackId: required(summary.StackId, 'StackInstanceResourceDriftsSummary.StackId'),
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
