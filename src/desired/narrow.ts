import type { Desired, DesiredStackSet } from '../model/desired.js';
import { both, isInScope, isNarrow, type Scope } from '../model/scope.js';
import type { AccountId } from '../model/target.js';
import { isRegional } from './names.js';

/**
 * What should be in some accounts and Regions alone. Accounts that are left keep what they stand on: the stacks of roles,
 * wherever those stand. Every StackSet stays, so that what is there is still known to be asked for; one that serves nobody
 * in the scope has no account. A plan that is made of it is a part of the whole plan: it reaches nobody else, takes no
 * definition away, changes none, and leaves the
 * aggregator and who is told as they are.
 */
export function narrow(desired: Desired, asked: Scope): Desired {
  const scope = both(desired.scope, asked);
  if (!isNarrow(scope)) return desired;
  const coverage = desired.coverage.filter((target) => isInScope(scope, target));
  const accounts = new Set(coverage.map(({ accountId }) => accountId));
  const regions = new Set(coverage.map(({ region }) => region));
  const { managementRoles } = desired;
  return {
    ...desired,
    scope,
    coverage,
    undecided: desired.undecided.filter((target) => isInScope(scope, target)),
    rulesByRegion: new Map([...desired.rulesByRegion].filter(([region]) => regions.has(region))),
    refusedRules: desired.refusedRules.filter(({ region }) => regions.has(region)),
    exclusions: desired.exclusions.filter(
      (one) =>
        isInScope(scope, one) &&
        (one.rule === undefined || one.region === undefined || regions.has(one.region)),
    ),
    stackSets: desired.stackSets.map((stackSet) => ({
      ...stackSet,
      accounts: stackSet.accounts.filter((accountId) => isAskedFor(stackSet, accountId, scope, accounts)),
    })),
    notifications: undefined,
    managementRoles: managementRoles && accounts.has(managementRoles.accountId) ? managementRoles : undefined,
  };
}

function isAskedFor(
  { kind, region }: DesiredStackSet,
  accountId: AccountId,
  scope: Scope,
  accounts: ReadonlySet<AccountId>,
): boolean {
  return isRegional(kind) || kind === 'hub'
    ? isInScope(scope, { accountId, region })
    : accounts.has(accountId);
}
