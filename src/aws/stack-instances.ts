import { paginateListStackInstances, type ListStackInstancesInput } from '@aws-sdk/client-cloudformation';
import type { Target } from '../model/target.js';
import { required } from './errors.js';
import type { StackSetSide } from './stack-set-side.js';

const pageSize = 100;

/** Where a StackSet has instances: those that `input` asks for. */
export async function instanceTargets(
  { client, as }: StackSetSide,
  input: ListStackInstancesInput,
): Promise<readonly Target[]> {
  const found: Target[] = [];
  for await (const page of paginateListStackInstances({ client, pageSize }, { ...as, ...input }))
    found.push(
      ...(page.Summaries ?? []).map(({ Account, Region }) => ({
        accountId: required(Account, 'StackInstanceSummary.Account'),
        region: required(Region, 'StackInstanceSummary.Region'),
      })),
    );
  return found;
}
