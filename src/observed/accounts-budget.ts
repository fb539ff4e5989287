import { proofReads, readBudget, type BudgetTerm, type CoveredOrganization } from './budget.js';

/** What a list of accounts asks of StackSets: neither operations nor plain stacks. */
const lists = [
  'cloudformation:ListStackSets',
  'cloudformation:DescribeStackSet',
  'cloudformation:ListStackInstances',
];

/**
 * What a list of all accounts may cost in calls, in an organization in which everything is as it should be. Nobody looks
 * into an account, unless coverage is to be proved.
 *
 * @param world its `instances` are those of the hub, the member stacks, the recorders and the rules.
 */
export function accountsBudget(world: CoveredOrganization, prove = false): readonly BudgetTerm[] {
  const term = (operation: string, calls: number, why: string): BudgetTerm => ({ operation, calls, why });
  const listed = readBudget(world, 'quick').filter(
    ({ operation }) =>
      lists.includes(operation) ||
      operation === 'sts:GetCallerIdentity' ||
      operation === 'account:ListRegions' ||
      operation.startsWith('organizations:'),
  );
  if (!prove) return listed;
  return [
    ...listed,
    term('sts:AssumeRole', world.coveredAccounts, 'a session an account'),
    ...proofReads.map((operation) => term(operation, world.targets, 'the proof, in each target')),
  ];
}
