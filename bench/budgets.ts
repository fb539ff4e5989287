import { type BudgetTerm, proofReads, readBudget } from '../src/observed/budget.js';
import { narrowReadBudget, type CoveredAccounts } from '../src/observed/narrow-budget.js';
import type { Shape } from './shape.js';

/** Sizes of AWS's pages, from the API models of CloudFormation and Config. */
const pages = { results: 100, sources: 100 };

/** The fewest calls that can bring an organization from nothing to a proved aggregator, with nothing to wait for. */
export function applyBudget(shape: Shape): readonly BudgetTerm[] {
  const { instances, coveredAccounts, targets } = shape;
  const operations = fewestOperations(shape);
  const looks = readBudget({ ...shape, stackSets: 0, instances: [] });
  return [
    ...looks.filter(({ operation, calls }) => calls > 0 && operation !== 'cloudformation:GetTemplate'),
    term('iam:GetRole', coveredAccounts, 'is there a service-linked role already'),
    term('config:DescribeConfigRules', targets, 'is a rule of that name there, whoever made it'),
    term('cloudformation:ActivateOrganizationsAccess', 1, 'trusted access of StackSets'),
    term('organizations:EnableAWSServiceAccess', 1, 'trusted access of AWS Config'),
    term('organizations:RegisterDelegatedAdministrator', 1, 'of AWS Config'),
    term('cloudformation:CreateStack', 1, 'the roles in the management account'),
    term('cloudformation:DescribeStacks', 1, 'they are made'),
    term('cloudformation:CreateStackSet', instances.length, 'each of ours'),
    term('cloudformation:CreateStackInstances', operations, 'one operation each, and one for the canary'),
    term('cloudformation:DescribeStackSetOperation', operations, 'each has ended'),
    term(
      'cloudformation:ListStackSetOperationResults',
      shape.operations.reduce((sum, each) => sum + Math.ceil(each.instances / pages.results), 0),
      'how it ended in each target',
    ),
    term('config:DeliverConfigSnapshot', 1, 'the canary delivers'),
    term('config:DescribeDeliveryChannelStatus', 1, 'its delivery came'),
    term('sts:AssumeRole', coveredAccounts, 'our own roles, which did not exist for the first look'),
    ...proofReads.map((name) => term(name, targets, 'the proof')),
    term('config:PutConfigurationAggregator', 1, 'the aggregator'),
    term(
      'config:DescribeConfigurationAggregatorSourcesStatus',
      Math.ceil(targets / pages.sources),
      'its sources, which are all targets',
    ),
  ];
}

/** An account that has joined, to be covered by an apply of its own. */
export type JoiningAccount = Pick<CoveredAccounts, 'accountsRead' | 'unitsAbove' | 'stackSets'> & {
  readonly regions: number;
};

/**
 * The fewest calls with which `apply --account` covers an account to which AWS has brought its roles, with nothing to wait
 * for. The size of the organization is not among what it is worked out from.
 */
export function joiningBudget({ regions, ...joining }: JoiningAccount): readonly BudgetTerm[] {
  const looks = narrowReadBudget({
    ...joining,
    accountsAskedForRegions: 0,
    // The hub's one; the administrator's member stack too, which tells the Region; and the account in every other.
    lists: [1, 2, 1, ...Array.from({ length: 3 * regions }, () => 1)],
    coveredAccounts: 1,
    targets: regions,
    accountsWithServiceLinkedRole: 0,
    includesManagementAccount: false,
  });
  return [
    ...looks.filter(({ calls }) => calls > 0),
    ...deploymentTerms(1, regions),
    ...proofReads.map((name) => term(name, regions, 'the proof')),
    term('config:DescribeConfigurationAggregators', 1, 'the aggregator is left as it is'),
  ];
}

/**
 * The fewest calls with which an apply covers accounts that have joined, with nothing to wait for: a look at everybody, an
 * operation a StackSet for the new ones, and the proof of everybody.
 *
 * @param shape how it is before the apply, once AWS has brought its roles to the new accounts.
 */
export function joinBudget(
  shape: Shape,
  { joined, regions }: { readonly joined: number; readonly regions: number },
): readonly BudgetTerm[] {
  return [
    ...readBudget(shape).filter(({ calls }) => calls > 0),
    ...deploymentTerms(joined, regions),
    ...proofReads.map((name) => term(name, shape.targets, 'the proof')),
    term('config:DescribeConfigurationAggregators', 1, 'the aggregator'),
    term(
      'config:DescribeConfigurationAggregatorSourcesStatus',
      Math.ceil(shape.targets / pages.sources),
      'its sources, which are all targets',
    ),
  ];
}

function term(operation: string, calls: number, why: string): BudgetTerm {
  return { operation, calls, why };
}

/** One operation for each StackSet that new accounts need: the service-linked role, and three in each Region. */
function deploymentTerms(joined: number, regions: number): readonly BudgetTerm[] {
  const operations = 1 + 3 * regions;
  return [
    term('iam:GetRole', joined, 'is there a service-linked role already'),
    term('config:DescribeConfigRules', joined * regions, 'is a rule of that name there, whoever made it'),
    term('cloudformation:CreateStackInstances', operations, 'an operation a StackSet'),
    term('cloudformation:ListStackSetOperations', operations, 'did an earlier run begin it'),
    term('cloudformation:DescribeStackSetOperation', operations, 'each has ended'),
    term(
      'cloudformation:ListStackSetOperationResults',
      operations * Math.ceil(joined / pages.results),
      'how it ended',
    ),
  ];
}

/** Calls by operation. */
export function callsOf(budget: readonly BudgetTerm[]): Readonly<Record<string, number>> {
  const calls: Record<string, number> = {};
  for (const { operation, calls: own } of budget) calls[operation] = (calls[operation] ?? 0) + own;
  return calls;
}

/** One operation a StackSet, since it holds one kind in one Region, and one more: the canary comes before the others. */
export function fewestOperations({ instances }: Pick<Shape, 'instances'>): number {
  return instances.length + 1;
}

/** What `status` can't do without: the organization, and the proof read again. */
export function statusBudget(shape: Shape): readonly BudgetTerm[] {
  const ofOrganization = readBudget({ ...shape, stackSets: 0, instances: [] }).filter(
    ({ operation }) => !operation.startsWith('cloudformation:') && !operation.startsWith('config:'),
  );
  return [
    ...ofOrganization,
    ...proofReads.map((name): BudgetTerm => ({
      operation: name,
      calls: shape.targets,
      why: 'the proof',
    })),
    {
      operation: 'config:DescribeConfigurationAggregators',
      calls: 1 + shape.coveredAccounts - 2,
      why: 'the aggregator, and what others than management account and administrator have left behind',
    },
    {
      operation: 'config:DescribeConfigurationAggregatorSourcesStatus',
      calls: Math.ceil(shape.targets / pages.sources),
      why: 'its sources, which are all targets',
    },
  ];
}
