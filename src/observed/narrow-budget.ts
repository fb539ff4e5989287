import { readBudget, type BudgetTerm, type CoveredOrganization } from './budget.js';

/** Some accounts in which everything is as it should be, counted. */
export interface CoveredAccounts extends Omit<
  CoveredOrganization,
  'accounts' | 'childUnits' | 'instances' | 'subscriptions'
> {
  /** Those asked for, the administrator's and the management account, each once. */
  readonly accountsRead: number;
  /** Units above any of these, each once. */
  readonly unitsAbove: number;
  /** For each StackSet of ours that may serve one of those asked for: how many accounts' instances are listed. */
  readonly lists: readonly number[];
}

/** What a narrowed run asks in another way. */
const replaced = [
  'organizations:DescribeOrganization',
  'organizations:ListRoots',
  'organizations:ListOrganizationalUnitsForParent',
  'organizations:ListAccounts',
  'cloudformation:DescribeStackSet',
  'cloudformation:ListStackInstances',
];

/**
 * What a plan of some covered accounts may cost in calls. The size of the organization is not among what it is worked out
 * from: the number of StackSets follows from that of Regions.
 */
export function narrowReadBudget(some: CoveredAccounts): readonly BudgetTerm[] {
  const term = (operation: string, calls: number, why: string): BudgetTerm => ({ operation, calls, why });
  const { accountsRead, unitsAbove, lists, ...covered } = some;
  const common = readBudget({
    ...covered,
    accounts: 0,
    childUnits: [],
    instances: [],
    subscriptions: undefined,
  });
  return [
    ...common.filter(({ operation }) => !replaced.includes(operation)),
    term(
      'organizations:DescribeOrganization',
      2,
      'which organization; and which StackSets are for its management account',
    ),
    term('organizations:DescribeAccount', accountsRead, 'state and place of each'),
    term('organizations:DescribeOrganizationalUnit', unitsAbove, 'their names, as the org.yaml has them'),
    term('cloudformation:DescribeStackSet', lists.length, 'template, parameters and tags of each of ours'),
    term(
      'cloudformation:ListStackInstances',
      lists.reduce((sum, count) => sum + count, 0),
      'an account’s instances of each of ours',
    ),
  ];
}
