import { isRegional, isShared, parseStackSetName } from '../desired/names.js';
import type { Desired } from '../model/desired.js';
import { isInScope } from '../model/scope.js';
import type { AccountId } from '../model/target.js';

type Facts = Pick<Desired, 'prefix' | 'scope' | 'managementAccountId' | 'administratorAccountId'>;

/**
 * The accounts whose instances of a StackSet of ours a plan needs to know: for some accounts one short list each is
 * asked for, instead of all pages. None: the StackSet itself is of no interest.
 */
export function listedAccounts(stackSet: string, facts: Facts): readonly AccountId[] | 'all' {
  const name = parseStackSetName(facts.prefix, stackSet);
  if (name === undefined) return [];
  const { kind, model, region } = name;
  const { scope, managementAccountId, administratorAccountId } = facts;
  if (isRegional(kind) && region !== undefined && !isInScope(scope, { region })) return [];
  // What the hub has stands in one account, and everything stands on it.
  if (scope.accounts === undefined || isShared(kind)) return 'all';
  const served = [...scope.accounts].filter(
    (accountId) => (accountId === managementAccountId) === (model === 'SELF_MANAGED'),
  );
  // The administrator account always has a member stack: it tells the Region in which those stand.
  const tells = kind === 'member' && model === 'SERVICE_MANAGED' ? [administratorAccountId] : [];
  return [...new Set([...served, ...tells])];
}
