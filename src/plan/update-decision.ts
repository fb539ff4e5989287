import type { DesiredStackSet } from '../model/desired.js';
import type { Difference } from '../model/plan.js';
import type { AccountId } from '../model/target.js';
import { autoDeployment, stackSetDifferences } from './differences.js';
import { hasStack } from './instance-state.js';
import type { Situation } from './situation.js';

/** A definition to change, and the instances that change with it; `accounts` is empty where there is no instance. */
export interface Update {
  readonly differences: readonly Difference[];
  readonly accounts: readonly AccountId[];
  /** Instances that nothing asks for stand in the way: they are to be gone first. */
  readonly afterRemoval: boolean;
  /** It names instances that are only being made: there is no other that AWS would update. */
  readonly afterMaking: boolean;
  /** How AWS deploys by itself can't change: that reaches every instance, and some can't be updated. */
  readonly autoDeploymentHeld: boolean;
}

export interface UpdateDecision {
  readonly update: Update;
  /** Accounts whose instances need no operation of their own besides. */
  readonly covered: ReadonlySet<AccountId>;
}

/**
 * Whether a definition changes, and what that reaches: the stacks of ours in accounts that should have one, and nobody
 * else's. An update that named no accounts would reach every instance; so it waits until those that nothing asks for are
 * gone. Where others are left that can't be updated, it waits for what is made beside them; where nothing is, it is `held`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStackSet.html
 *
 * @param toMake accounts whose instance is missing or failed.
 * @param canBe whether the stack can be updated in an account.
 * @param leaving accounts whose instance goes before, and is made again after.
 */
export function decideUpdate(
  stackSet: DesiredStackSet,
  situation: Situation,
  toMake: ReadonlySet<AccountId>,
  canBe: (accountId: AccountId) => boolean,
  leaving: ReadonlySet<AccountId> = new Set(),
): UpdateDecision | 'held' | undefined {
  const observed = situation.observed.stackSets.get(stackSet.name);
  const differences = observed ? stackSetDifferences(stackSet, observed) : [];
  if (!observed || differences.length === 0) return undefined;
  const staying = stackSet.accounts.filter((id) => !leaving.has(id));
  const stacks = staying.filter((id) => canBe(id) && hasStackToUpdate(stackSet, id, situation));
  // Where all instances failed, the update has to name some of them. It is assumed to make their stacks; the operation
  // that follows makes sure of it.
  const failed = () => staying.filter((id) => toMake.has(id) && situation.instance(stackSet, id));
  const there = stacks.length > 0 ? stacks : failed();
  const wanted = new Set(stackSet.accounts);
  const stays = new Set(staying);
  const isStuck =
    there.length === 0 &&
    observed.instances.some((one) => one.region === stackSet.region && stays.has(one.accountId));
  const accounts = isStuck ? stackSet.accounts.filter((id) => toMake.has(id) && canBe(id)) : there;
  if (isStuck && accounts.length === 0) return 'held';
  const afterRemoval = accounts.length === 0 && observed.instances.length > 0;
  const isSurplus = (accountId: AccountId) => !wanted.has(accountId);
  const changesAuto = differences.some(({ field }) => field === autoDeployment);
  const autoDeploymentHeld =
    changesAuto && observed.instances.some(({ accountId }) => stays.has(accountId) && !canBe(accountId));
  const waits = changesAuto && observed.instances.some(({ accountId }) => isSurplus(accountId));
  const isNothing = autoDeploymentHeld && differences.length === 1;
  return {
    update: {
      differences,
      accounts,
      afterRemoval: afterRemoval || waits,
      afterMaking: isStuck,
      autoDeploymentHeld,
    },
    covered: new Set(isNothing ? [] : stacks),
  };
}

function hasStackToUpdate(stackSet: DesiredStackSet, accountId: AccountId, situation: Situation): boolean {
  const state = situation.state(stackSet, accountId);
  if (state === 'inoperable' || state === 'missing') return false;
  return state === 'in-progress' || hasStack(situation.instance(stackSet, accountId));
}
